SELECT coalesce (max (u.last_day), -1)
  FROM upload_category c
  JOIN upload u ON u.id = c.upload
 WHERE c.category = ?
