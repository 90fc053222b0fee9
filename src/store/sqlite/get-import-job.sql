SELECT j.id, j.kind, j.state, u.batch, j.options, j.error
  FROM upload u
  JOIN job j ON j.upload = u.id AND j.kind = 'import'
 WHERE u.batch = ?
