SELECT j.id, j.kind, j.state, u.batch, j.options, j.error
  FROM job j
  LEFT JOIN upload u ON u.id = j.upload
 WHERE j.state IN ('queued', 'running')
 ORDER BY j.id
