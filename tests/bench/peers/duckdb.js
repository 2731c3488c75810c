// duckdb.js long|wide DECIMAL(5,2)|DOUBLE: runs the job's SQL with scores of this type, on two threads.
const { DuckDBInstance } = require("@duckdb/node-api");
const fs = require("fs");
const path = require("path");

async function main([job, type]) {
    const name = type === "DOUBLE" ? "duckdb-double" : "duckdb";
    const text = fs.readFileSync(path.join(__dirname, `${job}.duckdb.sql`), "utf8");
    const weight = type === "DOUBLE" ? "DOUBLE" : "DECIMAL(2,1)";
    const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
    const connection = await instance.connect();
    await connection.run(text.replaceAll("SCORE_TYPE", type).replaceAll("WEIGHT_TYPE", weight).replaceAll("OUTPUT", `${job}-${name}`));
}

main(process.argv.slice(2));
