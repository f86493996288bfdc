// 最新一份清单改了什么
// 最新收到的清单里新增和有改动的条目；双击条目可以看到它在哪一行、与谁匹配。
MATCH (清单:ListSnapshot)
WHERE 清单.received > ''
WITH 清单 ORDER BY 清单.received DESC LIMIT 1
OPTIONAL MATCH 变动 = (清单)<-[在:LISTED_IN]-()
WHERE 在.change IN ['new', 'changed']
RETURN 清单, 变动
ORDER BY 在.row
LIMIT 60
