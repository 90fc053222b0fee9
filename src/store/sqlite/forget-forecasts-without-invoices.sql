DELETE FROM training
 WHERE category IN (SELECT category FROM upload_category WHERE upload = ?)
   AND NOT EXISTS (SELECT 1 FROM total
                    WHERE key BETWEEN (training.category + 1) << 23
                                  AND ((training.category + 1) << 23) + 4194303)
