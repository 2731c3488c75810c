// polars.js long|wide: the job in Polars. Its scores are 64-bit floating point; its reader of CSV has no decimals.
const polars = require("nodejs-polars");
const pl = polars.default ?? polars;
const { col, lit, when } = pl;

const columns = ["employee_id", "name", "department", "course_id", "track", "attempts", "scores", "total", "outcome", "failed",
                 "band", "next", "due", "actions", "articles", "appeal"];
const nothing = lit("");
const text = (expression) => expression.cast(pl.Utf8);
const named = (pieces) => pl.concatString(pieces.map((piece) => (typeof piece === "string" ? lit(piece) : text(piece))), "");
const per_cent = (part, whole) => part.cast(pl.Float64).mul(100).div(whole).round(2);

function with_counts(groups) {
    return groups.agg(
        pl.len().alias("enrolled"), col("passed").and(col("attempts").eq(1)).cast(pl.Int64).sum().alias("passed_first"),
        col("passed").cast(pl.Int64).sum().alias("passed"), col("total").mean().alias("mean_total"));
}

function write_summary(judged, job) {
    const by_course = with_counts(judged.groupBy("course_id")).withColumn(nothing.alias("department"));
    const by_department = job === "wide" ? by_course.withColumn(lit("-").alias("department"))
        : with_counts(judged.groupBy(["course_id", "department"])).select(...by_course.columns.map((name) => col(name)));
    pl.concat([by_course, by_department]).sort(["course_id", "department"]).select(
        col("course_id"), col("department"), col("enrolled"), col("enrolled").alias("assessed"), col("passed_first"), col("passed"),
        col("enrolled").minus(col("passed")).alias("failed"), lit(0).alias("incomplete"), lit(0).alias("not_attended"),
        per_cent(col("passed_first"), col("enrolled")).alias("first_pass_rate"),
        per_cent(col("passed"), col("enrolled")).alias("pass_rate"), col("mean_total").round(2)).writeCSV(`${job}-polars-summary.csv`);
}

function long() {
    const scores = pl.scanCSV("long.csv");
    const of = (component) => col("score").cast(pl.Float64).filter(col("component").eq(lit(component))).last().alias(component);
    const last = scores.sort("attempt").groupBy(["employee_id", "course_id"]).agg(
        col("attempt").last().alias("attempts"), of("theory"), of("practical"));
    return last.join(pl.scanCSV("roster.csv"), { on: "employee_id", how: "inner" }).withColumns(
        col("theory").gtEq(80).and(col("practical").gtEq(85)).alias("passed"), lit(null).cast(pl.Float64).alias("total"))
        .sort(["employee_id", "course_id"]).collectSync();
}

function long_rows(judged) {
    const retrained = col("passed").not().and(col("attempts").eq(1));
    return judged.withColumns(
        lit("lines").alias("track"), named(["theory=", col("theory"), ";practical=", col("practical")]).alias("scores"),
        when(col("passed")).then(nothing).when(col("theory").gtEq(80)).then(lit("practical"))
            .when(col("practical").gtEq(85)).then(lit("theory")).otherwise(lit("theory;practical")).alias("failed"),
        nothing.alias("band"), when(retrained).then(lit("retrain")).otherwise(lit("none")).alias("next"),
        when(retrained.not()).then(nothing).when(col("course_id").eq(lit("L1"))).then(lit("2026-02-27"))
            .otherwise(lit("2026-03-19")).alias("due"),
        when(col("passed")).then(lit("1")).otherwise(lit("1;2")).alias("articles"));
}

function wide() {
    const scores = ["theory", "practical", "homework"];
    return pl.scanCSV("wide.csv").withColumns(...scores.map((name) => col(name).cast(pl.Float64))).withColumns(
        col("theory").mul(0.4).plus(col("practical").mul(0.3)).plus(col("homework").mul(0.3)).alias("total"))
        .withColumns(col("total").gtEq(60).alias("passed"), lit(1).alias("attempts"), nothing.alias("department"))
        .collectSync();
}

function wide_rows(judged) {
    const printed = col("total").round(2);
    const held = (line) => when(printed.gt(line - 0.01)).then(lit(line - 0.01)).otherwise(printed);
    return judged.withColumns(
        lit("weights").alias("track"), nothing.alias("due"), lit("none").alias("next"),
        named(["theory=", col("theory"), ";practical=", col("practical"), ";homework=", col("homework")]).alias("scores"),
        when(col("passed")).then(nothing).otherwise(lit("total")).alias("failed"),
        when(col("total").gtEq(90)).then(lit("excellent")).when(col("total").gtEq(75)).then(lit("good"))
            .otherwise(nothing).alias("band"),
        when(col("total").lt(60)).then(lit("3;5")).when(col("total").gtEq(75)).then(lit("3;4")).otherwise(lit("3")).alias("articles"),
        when(col("total").lt(60)).then(held(60)).when(col("total").lt(75)).then(held(75)).when(col("total").lt(90)).then(held(90))
            .otherwise(printed).alias("total"));
}

const job = process.argv[2];
const judged = job === "long" ? long() : wide();
write_summary(judged, job);
(job === "long" ? long_rows(judged) : wide_rows(judged)).withColumns(
    when(col("passed")).then(lit("pass")).otherwise(lit("fail")).alias("outcome"), nothing.alias("actions"), nothing.alias("appeal"))
    .select(...columns.map((name) => col(name))).writeCSV(`${job}-polars.csv`);
