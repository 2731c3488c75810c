CREATE TEMP TABLE judged AS
SELECT *, CAST(0.4 AS WEIGHT_TYPE) * theory + CAST(0.3 AS WEIGHT_TYPE) * practical + CAST(0.3 AS WEIGHT_TYPE) * homework AS total
FROM read_csv('wide.csv', header = true, auto_detect = false, delim = ',', quote = '"',
              columns = {employee_id: 'VARCHAR', name: 'VARCHAR', course_id: 'VARCHAR',
                         theory: 'SCORE_TYPE', practical: 'SCORE_TYPE', homework: 'SCORE_TYPE'});

COPY (
    SELECT employee_id, name, NULL AS department, course_id, 'weights' AS track, 1 AS attempts,
           'theory=' || theory || ';practical=' || practical || ';homework=' || homework AS scores,
           CASE WHEN total < 60 THEN least(round(total, 2), 59.99) WHEN total < 75 THEN least(round(total, 2), 74.99)
                WHEN total < 90 THEN least(round(total, 2), 89.99) ELSE round(total, 2) END AS total,
           CASE WHEN total >= 60 THEN 'pass' ELSE 'fail' END AS outcome,
           CASE WHEN total < 60 THEN 'total' END AS failed,
           CASE WHEN total >= 90 THEN 'excellent' WHEN total >= 75 THEN 'good' END AS band, 'none' AS next, NULL AS due,
           NULL AS actions, CASE WHEN total < 60 THEN '3;5' WHEN total >= 75 THEN '3;4' ELSE '3' END AS articles,
           NULL AS appeal
    FROM judged
) TO 'OUTPUT.csv' (HEADER, DELIMITER ',');

COPY (
    WITH counts AS (
        SELECT course_id, count(*) AS enrolled, count(*) FILTER (total >= 60) AS passed, sum(total) AS totals
        FROM judged GROUP BY course_id)
    SELECT course_id, department, enrolled, enrolled AS assessed, passed AS passed_first, passed,
           enrolled - passed AS failed, 0 AS incomplete, 0 AS not_attended,
           round(100 * passed / enrolled, 2) AS first_pass_rate, round(100 * passed / enrolled, 2) AS pass_rate,
           round(totals / enrolled, 2) AS mean_total
    FROM counts, (VALUES (NULL), ('-')) AS whole_and_rest(department) ORDER BY course_id, department NULLS FIRST
) TO 'OUTPUT-summary.csv' (HEADER, DELIMITER ',');
