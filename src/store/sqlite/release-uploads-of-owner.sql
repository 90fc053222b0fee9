UPDATE upload
   SET status = 'uploaded'
 WHERE id IN (SELECT upload FROM job
               WHERE kind = 'import' AND state = 'running' AND owner = ?)
