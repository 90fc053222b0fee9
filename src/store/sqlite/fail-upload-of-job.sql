UPDATE upload
   SET status = 'failed', error_log = coalesce (error_log, ?2)
 WHERE status IN ('uploaded', 'processing')
   AND id = (SELECT upload FROM job WHERE id = ?1 AND kind = 'import')
