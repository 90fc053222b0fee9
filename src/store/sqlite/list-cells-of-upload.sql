SELECT ((t.key & 4194303) << 14) + u.category
  FROM upload_category u
  JOIN total t ON t.key BETWEEN ((u.category + 1) << 23) + ?2 AND ((u.category + 1) << 23) + ?3
 WHERE u.upload = ?1
 ORDER BY 1
