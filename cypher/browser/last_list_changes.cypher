// 最新一份清单改了什么
// 最新收到的清单里新增、有改动和不再有（撤下）的条目；双击条目可以看到它在哪一行、与谁匹配。
MATCH (清单:ListSnapshot)
WHERE 清单.received > ''
WITH 清单 ORDER BY 清单.received DESC LIMIT 1
OPTIONAL CALL (清单) {
  MATCH (清单)<-[在:LISTED_IN]-(变动)
  WHERE 在.change IN ['new', 'changed']
  RETURN 变动, 在.row AS 行 ORDER BY 行 LIMIT 60
  UNION
  MATCH (:ListSnapshot {source: 清单.source})<-[在:LISTED_IN]-(变动)
  WHERE 变动.withdrawn_by = 清单.id
  RETURN 变动, max(在.row) AS 行 ORDER BY 行 LIMIT 20
}
RETURN 清单, 变动
ORDER BY 行
LIMIT 60
