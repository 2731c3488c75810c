.mode csv
.import long.csv scores
.import roster.csv people
CREATE TABLE judged AS
WITH attempts AS (
    SELECT employee_id, course_id, CAST(attempt AS INTEGER) AS attempts,
           max(CASE component WHEN 'theory' THEN CAST(score AS REAL) END) AS theory,
           max(CASE component WHEN 'practical' THEN CAST(score AS REAL) END) AS practical
    FROM scores GROUP BY 1, 2, 3),
last AS (SELECT *, max(attempts) FROM attempts GROUP BY employee_id, course_id)
SELECT employee_id, name, department, course_id, attempts, theory, practical, theory >= 80 AND practical >= 85 AS passed
FROM last JOIN people USING (employee_id);
.headers on
.output long-sqlite3.csv
SELECT employee_id, name, department, course_id, 'lines' AS track, attempts,
       'theory=' || theory || ';practical=' || practical AS scores, NULL AS total,
       CASE WHEN passed THEN 'pass' ELSE 'fail' END AS outcome,
       CASE WHEN passed THEN NULL WHEN theory >= 80 THEN 'practical' WHEN practical >= 85 THEN 'theory'
            ELSE 'theory;practical' END AS failed,
       NULL AS band, CASE WHEN NOT passed AND attempts = 1 THEN 'retrain' ELSE 'none' END AS next,
       CASE WHEN passed OR attempts > 1 THEN NULL WHEN course_id = 'L1' THEN '2026-02-27' ELSE '2026-03-19' END AS due,
       NULL AS actions, CASE WHEN passed THEN '1' ELSE '1;2' END AS articles, NULL AS appeal
FROM judged ORDER BY employee_id, course_id;
.output long-sqlite3-summary.csv
WITH counts AS (
    SELECT course_id, department, count(*) AS enrolled, sum(passed AND attempts = 1) AS passed_first, sum(passed) AS passed
    FROM judged GROUP BY 1, 2),
both AS (
    SELECT * FROM counts
    UNION ALL SELECT course_id, NULL, sum(enrolled), sum(passed_first), sum(passed) FROM counts GROUP BY 1)
SELECT course_id, department, enrolled, enrolled AS assessed, passed_first, passed, enrolled - passed AS failed, 0 AS incomplete,
       0 AS not_attended, round(100.0 * passed_first / enrolled, 2) AS first_pass_rate,
       round(100.0 * passed / enrolled, 2) AS pass_rate, NULL AS mean_total
FROM both ORDER BY 1, 2;
