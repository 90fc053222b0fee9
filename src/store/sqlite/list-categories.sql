SELECT c.name, d.first_day, d.last_day, d.n_rows
  FROM (SELECT category, min (day) AS first_day, max (day) AS last_day, sum (n_rows) AS n_rows
          FROM category_day
         GROUP BY category) d
  JOIN category c ON c.id = d.category
 ORDER BY c.name
