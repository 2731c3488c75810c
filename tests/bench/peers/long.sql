.mode csv
.import long.csv scores
.headers on
.output long-sqlite3.csv
WITH attempts AS (
    SELECT employee_id, course_id, CAST(attempt AS INTEGER) AS attempt,
           MIN(CAST(score AS REAL) >= CASE component WHEN 'theory' THEN 80 ELSE 85 END) AS passed
    FROM scores GROUP BY 1, 2, 3)
SELECT employee_id, course_id, CASE passed WHEN 1 THEN 'pass' ELSE 'fail' END AS outcome
FROM attempts GROUP BY 1, 2 HAVING attempt = MAX(attempt) ORDER BY 1, 2;
