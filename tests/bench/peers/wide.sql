.mode csv
.import wide.csv scores
.headers on
.output wide-sqlite3.csv
SELECT employee_id, course_id, printf('%.2f', total) AS total, CASE WHEN total >= 60 THEN 'pass' ELSE 'fail' END AS outcome
FROM (SELECT employee_id, course_id, 0.4 * theory + 0.3 * practical + 0.3 * homework AS total FROM scores);
