-- The days and the number of rows come from the ends of a category's totals.
SELECT name, first_day,
       (SELECT key & 4194303 FROM total WHERE key BETWEEN start AND start + 4194303
         ORDER BY key DESC LIMIT 1),
       (SELECT sum (n_rows) FROM total WHERE key BETWEEN start + 4194304 AND start + 8388607)
  FROM (SELECT name, (id + 1) << 23 AS start,
               (SELECT key & 4194303 FROM total
                 WHERE key BETWEEN (id + 1) << 23 AND ((id + 1) << 23) + 4194303
                 ORDER BY key LIMIT 1) AS first_day
          FROM category)
 WHERE first_day IS NOT NULL
 ORDER BY name
