SET preserve_insertion_order = false;

CREATE TEMP TABLE judged AS
WITH last AS (
    SELECT employee_id, course_id, max(attempt) AS attempts,
           arg_max(score, attempt) FILTER (component = 'theory') AS theory,
           arg_max(score, attempt) FILTER (component = 'practical') AS practical
    FROM read_csv('long.csv', header = true, auto_detect = false, delim = ',', quote = '"',
                  columns = {employee_id: 'VARCHAR', course_id: 'VARCHAR', component: 'VARCHAR', attempt: 'TINYINT',
                             score: 'SCORE_TYPE', date: 'DATE'})
    GROUP BY employee_id, course_id),
people AS (
    SELECT * FROM read_csv('roster.csv', header = true, auto_detect = false, delim = ',', quote = '"',
                           columns = {employee_id: 'VARCHAR', name: 'VARCHAR', department: 'VARCHAR'}))
SELECT employee_id, name, department, course_id, attempts, theory, practical, theory >= 80 AND practical >= 85 AS passed
FROM last JOIN people USING (employee_id);

COPY (
    SELECT employee_id, name, department, course_id, 'lines' AS track, attempts,
           'theory=' || theory || ';practical=' || practical AS scores, NULL AS total,
           CASE WHEN passed THEN 'pass' ELSE 'fail' END AS outcome,
           CASE WHEN passed THEN NULL WHEN theory >= 80 THEN 'practical' WHEN practical >= 85 THEN 'theory'
                ELSE 'theory;practical' END AS failed,
           NULL AS band, CASE WHEN NOT passed AND attempts = 1 THEN 'retrain' ELSE 'none' END AS next,
           CASE WHEN passed OR attempts > 1 THEN NULL WHEN course_id = 'L1' THEN '2026-02-27' ELSE '2026-03-19' END AS due,
           NULL AS actions, CASE WHEN passed THEN '1' ELSE '1;2' END AS articles, NULL AS appeal
    FROM judged ORDER BY employee_id, course_id
) TO 'OUTPUT.csv' (HEADER, DELIMITER ',');

COPY (
    SELECT course_id, department, count(*) AS enrolled, count(*) AS assessed,
           count(*) FILTER (passed AND attempts = 1) AS passed_first, count(*) FILTER (passed) AS passed,
           count(*) FILTER (NOT passed) AS failed, 0 AS incomplete, 0 AS not_attended,
           round(100 * count(*) FILTER (passed AND attempts = 1) / count(*), 2) AS first_pass_rate,
           round(100 * count(*) FILTER (passed) / count(*), 2) AS pass_rate, NULL AS mean_total
    FROM judged GROUP BY GROUPING SETS ((course_id), (course_id, department)) ORDER BY course_id, department NULLS FIRST
) TO 'OUTPUT-summary.csv' (HEADER, DELIMITER ',');
