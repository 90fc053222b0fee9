UPDATE upload
   SET status = ?1
 WHERE id = (SELECT upload FROM job WHERE id = ?2 AND kind = 'import')
