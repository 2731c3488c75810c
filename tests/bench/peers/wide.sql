.mode csv
.import wide.csv scores
CREATE TABLE judged AS
SELECT employee_id, name, course_id, CAST(theory AS REAL) AS theory, CAST(practical AS REAL) AS practical,
       CAST(homework AS REAL) AS homework, 0.4 * theory + 0.3 * practical + 0.3 * homework AS total
FROM scores;
.headers on
.output wide-sqlite3.csv
SELECT employee_id, name, NULL AS department, course_id, 'weights' AS track, 1 AS attempts,
       'theory=' || theory || ';practical=' || practical || ';homework=' || homework AS scores,
       CASE WHEN total < 60 THEN min(round(total, 2), 59.99) WHEN total < 75 THEN min(round(total, 2), 74.99)
            WHEN total < 90 THEN min(round(total, 2), 89.99) ELSE round(total, 2) END AS total,
       CASE WHEN total >= 60 THEN 'pass' ELSE 'fail' END AS outcome, CASE WHEN total < 60 THEN 'total' END AS failed,
       CASE WHEN total >= 90 THEN 'excellent' WHEN total >= 75 THEN 'good' END AS band, 'none' AS next, NULL AS due,
       NULL AS actions, CASE WHEN total < 60 THEN '3;5' WHEN total >= 75 THEN '3;4' ELSE '3' END AS articles, NULL AS appeal
FROM judged;
.output wide-sqlite3-summary.csv
WITH counts AS (
    SELECT course_id, count(*) AS enrolled, sum(total >= 60) AS passed, sum(total) AS totals FROM judged GROUP BY 1)
SELECT course_id, department, enrolled, enrolled AS assessed, passed AS passed_first, passed, enrolled - passed AS failed,
       0 AS incomplete, 0 AS not_attended, round(100.0 * passed / enrolled, 2) AS first_pass_rate,
       round(100.0 * passed / enrolled, 2) AS pass_rate, round(totals / enrolled, 2) AS mean_total
FROM counts, (SELECT NULL AS department UNION ALL SELECT '-') ORDER BY 1, 2;
