SELECT (d.day << 14) + d.category
  FROM upload_category u
  JOIN category_day d ON d.category = u.category
 WHERE u.upload = ?
   AND d.day BETWEEN ? AND ?
 ORDER BY 1
