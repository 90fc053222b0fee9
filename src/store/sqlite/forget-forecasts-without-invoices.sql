DELETE FROM training
 WHERE category IN (SELECT category FROM upload_category WHERE upload = ?)
   AND NOT EXISTS (SELECT 1 FROM category_day d WHERE d.category = training.category)
