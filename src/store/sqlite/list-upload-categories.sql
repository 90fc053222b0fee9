SELECT c.name
  FROM upload u
  JOIN upload_category uc ON uc.upload = u.id
  JOIN category c ON c.id = uc.category
 WHERE u.batch = ?
 ORDER BY c.name
