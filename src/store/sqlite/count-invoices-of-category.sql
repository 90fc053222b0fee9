SELECT count (*), sum (i.sales)
  FROM category_day d
 CROSS JOIN invoice i
    ON i.key BETWEEN (d.day << 35) + (d.category << 21) + max (?4, 0)
                 AND (d.day << 35) + (d.category << 21) + iif (?4 < 0, 2097151, ?4)
 WHERE d.day BETWEEN ?1 AND ?2
   AND d.category = ?3
   AND (?5 = 0 OR i.batch = ?5)
   AND (?6 = 0 OR i.is_imputed)
