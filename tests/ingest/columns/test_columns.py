"""Headers that look like a field they are not, or hide the one they are, per kind of list.

A header no field fits is kept as extra; a wrong field would be worse than none.
"""

import pytest

from graph.model import Kind
from ingest.columns import LEAST_CONFIDENCE, Role
from ingest.columns.assignment import assign

# Header and field; `-` is extra, `x` is ignored.
HEADERS = {
    Kind.ACHIEVEMENT: """
        知识产权归属 -            | 专利权人 -               | 专利权人名称 -            | 联系人地址 -
        备注说明 -                | 其他说明 -               | 填表说明 -                | 成果联系人 contact.name
        成果联系人及电话 contact.any | 成果完成人联系电话 contact.phone | 第一完成人手机 contact.phone | 联系人所在部门 -
        完成人职称 -              | 完成人学历 -             | 负责人职务 -              | 团队负责人邮箱 contact.email
        成果完成单位（盖章） orgs  | 第一完成单位名称 orgs     | 完成单位性质 -            | 完成单位地址 -
        单位性质 -                | 单位地址 -               | 单位邮编 -                | 单位网址 -
        成果名称（中文） title     | 成果英文名称 -           | 项目来源 -                | 项目经费来源 -
        资金来源 -                | 立项编号 -               | 立项时间 -                | 专利申请日 -
        专利授权日期 -            | 专利数量（件） ip         | 发明专利数 -             | 授权专利号 ip
        软件著作权登记号 ip        | 知识产权状态（授权/申请） ip | 是否有知识产权 -         | 论文发表情况 -
        技术成熟度（TRL1-9） maturity | 目前所处阶段 maturity  | 成果所处研发阶段 maturity  | 拟转让价格（万元） price
        价格说明 -                | 转让费（万元/年） price    | 作价入股比例 -            | 拟合作方式（可多选） modes
        合作企业要求 wanted        | 希望合作企业类型 wanted    | 已合作企业名称 status      | 合作企业地址 -
        技术优势及创新点 innovation | 主要创新点（限300字） innovation | 技术指标及先进性 indicators | 主要技术性能指标 indicators
        应用领域及市场前景 application | 应用推广情况 application | 市场规模 -               | 经济效益（万元） benefit
        成果所属技术领域 fields    | 所属产业链环节 chain       | 所属学院（部门） department | 获奖等级 evidence
        成果鉴定结论 level         | 鉴定单位 -               | 鉴定日期 -                | 成果登记号 code
        登记部门 -                | 保密期限 -               | 成果密级 secret            | 成果图片 -
        审核意见 -                | 推荐意见 -               | 推荐单位 parent_dept       | 填报人 contact.name
        填报单位联系人 contact.name | 序号（勿填） x           | 成果来源类别 -            | 成果简介（不含关键技术） abstract
        成果联系人手机号 contact.phone | 成果单位地址 - | 主要完成单位联系人 contact.name | 完成人单位 orgs | 完成人所在学院 department
        完成人简介 - | 成果转化联系人 contact.name | 成果评价机构 - | 评价时间 - | 成果研发时间 -
        项目起止时间 - | 应用单位联系人 - | 成果应用单位 status | 是否已申请专利 - | 专利名称 title
        专利权属 - | 专利类别 - | 专利有效期 - | 成果知识产权情况说明 ip | 技术所属领域 fields
        成果所属行业 fields | 拟交易方式 modes | 交易价格（万元人民币） price | 成果报价（万元） price | 预计投入资金（万元） invest
        预期年产值（万元） - | 成果技术特点 innovation | 核心技术指标参数 indicators | 成果技术路线图 route | 工艺技术路线 route
        转化应用前景 application | 成果亮点介绍 innovation | 所获荣誉 evidence | 研究团队介绍 team | 团队人数 -
        项目类别 form | 成果类型（新技术/新产品） form | 备注（可填其他） - | 成果视频链接 - | 技术成熟度说明 maturity
        是否可开放许可 policy_flags | 归口部门 - | 成果持有单位名称 orgs | 其他完成单位 orgs | 成果联系邮箱 contact.email
        成果主要完成人 people | 成果完成人所属学院 department | 成果第一完成人姓名 people | 完成人身份证 - | 完成人职务/职称 -
        完成单位联系电话 contact.phone | 成果技术领域分类 fields | 技术成果简要介绍 abstract | 成果创新性描述 innovation | 项目技术指标情况 indicators
        成果应用案例 evidence | 拟推广应用领域 application | 应用企业 status | 产业化前景分析 application | 成果预期收益 benefit
        专利申请情况 ip | 专利授权号/申请号 ip | 专利到期时间 - | 转化方式意向 modes | 意向转让价（万元） price
        技术许可费（万元） price | 产业化所需投资（万元） invest | 合作需求描述 wanted | 成果完成年份 year | 成果登记年度 year
        登记证书编号 - | 涉密情况 secret | 推荐单位联系电话 - | 成果推荐单位 parent_dept | 平台名称 -
        成果关键词（3-5个） keywords | 所在省份 region | 成果研究团队 team | 单位联系人及手机 contact.name | 鉴定形式 -
        研究期限 - | 合作单位名称 status | 成果状态（在研/完成） maturity
    """,
    Kind.NEED: """
        需求联系人地址 -           | 联系人职务 -             | 联系人微信 -               | 企业联系人及电话 contact.name
        企业法定代表人 -           | 法人代表联系电话 contact.phone | 法人身份证号 -          | 企业邮箱 contact.email
        需求单位地址 region        | 需求单位性质 org_type     | 需求单位简介 profile       | 需求单位所属行业 industry
        需求单位联系人 contact.name | 企业所在县（市、区） region | 企业注册地址 region        | 企业规模（大/中/小/微） org_type
        企业年研发投入（万元） profile | 上年度研发投入占比 profile | 年销售额 profile         | 注册资金（万元） profile
        拟投入研发经费（万元） budget | 计划投入资金（万元） budget | 资金来源 -               | 已投入资金（万元） - | 其中拟投入自有资金总额（万元） - | 其中企业自筹（万元） - | 联络电话 contact.phone
        经费来源 -                | 预算说明 -               | 需求预算（万元） budget     | 希望获得的资金支持 -
        需求提出时间 -             | 需求发布时间 -           | 需求填报日期 -             | 需求截止日期 deadline
        希望完成时间 deadline      | 需求有效期至 deadline     | 企业成立时间 profile        | 合作期限 deadline
        技术需求名称（不超过30字） title | 技术需求简要描述 detail | 技术需求背景及意义 problem  | 技术难点及瓶颈 problem
        拟解决的关键技术难题 problem | 需求解决的主要技术问题 problem | 主要技术参数及指标 indicators | 预期达到的技术指标 indicators
        预期经济效益 goal          | 现有工作基础及条件 base    | 前期研究基础 base           | 是否有合作单位 partner
        意向合作高校院所 partner    | 合作单位联系人 -          | 拟采用的合作方式 modes       | 需求解决方式（单选） modes
        需求所属技术领域 fields    | 所属产业领域 fields        | 所属国民经济行业 industry   | 所属重点产业链 chain
        归口管理单位 parent_dept   | 推荐单位（盖章） parent_dept | 推荐单位联系人 -          | 需求来源渠道 source
        紧迫程度（高/中/低） urgency | 是否紧急 urgency          | 审核状态 review             | 专家评审意见 review
        知识产权归属要求 -         | 是否涉密 -               | 附件材料 -                 | 备注（其他要求） -
        统一社会信用代码（18位） credit_code | 组织机构代码证号 credit_code | 企业资质情况 quals   | 高新技术企业证书编号 -
        是否为高新技术企业 quals    | 需求编号（系统生成） code   | 主营产品及业务 profile      | 企业基本情况简介 profile
        企业联系人手机 contact.phone | 需求方联系人姓名 contact.name | 技术负责人 - | 技术负责人电话 contact.phone | 企业负责人 -
        企业网址 - | 企业传真 - | 所在园区 region | 企业所属集群 - | 技术需求类别（研发/引进） kind
        需求内容简介 detail | 企业技术需求描述 detail | 需求的具体内容 detail | 难题内容 detail | 难题产生的背景 problem
        目前存在的主要问题 problem | 期望的技术指标 indicators | 性能指标要求 indicators | 技术需求预期目标 goal | 现有研发基础情况 base
        现有技术水平 - | 企业研发人员数量 profile | 职工总数 profile | 2025年营业收入（万元） profile | 预计投资金额（万元） budget
        需求金额（万元） budget | 企业可提供的资金（万元） budget | 需求完成时限要求 deadline | 希望解决期限 deadline | 需求征集时间 -
        合作意向（有/无） modes | 对合作单位的要求 - | 拟合作专家姓名 partner | 行业分类代码 industry | 所属四主四优产业 -
        推荐单位意见 - | 推荐理由 - | 是否公开 - | 是否接受异地合作 - | 需求登记号 code
        技术需求关键字 keywords | 需求企业名称（全称） org | 需求企业地址 region | 企业信用代码 credit_code | 单位类别（国企/民企） org_type
        企业荣誉资质 quals | 企业主营产品介绍 profile | 公司主营业务 profile | 需求题目名称 title | 技术难题题目 title
        技术需求具体描述 detail | 技术瓶颈问题 problem | 拟攻克的关键技术 key_tech | 核心技术需求 title | 技术参数要求 indicators
        需达到的主要指标 indicators | 需求预期成果 goal | 企业现有条件 base | 所属细分领域 fields | 所属产业集群名称 chain
        研发经费预算（万元） budget | 合作经费预算 budget | 拟出资金额（万元） budget | 期望解决时间节点 deadline | 项目实施期限 deadline
        拟合作模式 modes | 期望对接的高校 partner | 需求紧急程度（1-5） urgency | 需求提交人 - | 需求联系人电话 contact.phone
        联系电话（手机） contact.phone | 联系邮箱地址 contact.email | 企业所在市 region | 上报单位 - | 处理状态 -
        需求状态说明 review | 对接专家反馈 -
    """,
    Kind.CHALLENGE: """
        发榜单位联系人 contact.name | 发榜单位联系电话 contact.phone | 发榜单位地址 -           | 发榜单位性质 -
        发榜日期 -                | 发榜时间 -               | 揭榜时间截止 bid_deadline    | 揭榜报名时间 bid_deadline
        揭榜单位名称 bids          | 揭榜单位联系人 -          | 揭榜团队负责人 -            | 揭榜金额（万元） bounty
        榜单金额（万元，含税） bounty | 悬赏金额（万元） bounty   | 榜单总经费（万元） funding    | 项目总投入（万元） bounty
        其中财政资金（万元） pay_split | 资金支付方式 pay_split   | 经费来源 -                 | 知识产权归属约定 ip_rule
        成果权属及利益分配 ip_rule  | 揭榜方应具备条件 bidder_requirements | 对揭榜团队的要求 bidder_requirements | 揭榜单位资质要求 bidder_requirements
        主要攻关内容 detail        | 榜单任务内容 detail       | 任务考核指标 indicators      | 预期成果及考核指标 indicators
        验收考核标准 indicators     | 攻关时限（月） deadline    | 项目完成时限 deadline        | 榜题编号 code
        榜单类别 -                | 榜单类型 -               | 论证专家意见 -             | 榜单当前状态 stage
        所属技术领域 fields        | 推荐部门 parent_dept       | 需求背景及意义 detail        | 榜单名称（简称） title
        发榜方联系人及电话 contact.any | 榜单发布日期 - | 揭榜截止日 bid_deadline | 申报截止日期 bid_deadline | 榜单来源 -
        项目实施地点 - | 发榜单位简介 - | 需求方配套条件 - | 研发投入总额 funding | 奖补金额 -
        成果归属约定 ip_rule | 任务指标要求 indicators | 考核方式 - | 核心攻关任务 title | 攻关团队要求 bidder_requirements
        揭榜单位数量 bids | 是否允许联合揭榜 - | 榜单领域分类 fields | 项目执行期限 deadline | 发榜企业所在地 region
        揭榜项目编号 code | 攻关项目题目 title | 发榜企业名称 issuer | 出榜单位联系方式 contact.any | 悬赏金额（元） bounty
        揭榜奖金额度 bounty | 财政资助金额 pay_split | 技术难点描述 detail | 攻关指标要求 indicators | 揭榜单位要求说明 bidder_requirements
        任务完成期限 deadline | 榜单截止时间 bid_deadline | 知识产权分配 ip_rule | 榜单所属产业 chain | 揭榜情况说明 bids
        评审专家 -
    """,
    Kind.SCENARIO: """
        场景联系人电话 contact.phone | 场景建设单位联系人 contact.name | 场景所在区域 region      | 场景建设地点 region
        场景建设单位性质 -         | 场景开放时间 deadline      | 场景发布时间 -             | 场景总投资（万元） budget
        场景年产值 -               | 场景投资主体 org           | 场景数据开放情况 data        | 场景痛点及需求 problem
        场景建设背景 problem       | 场景需求简述 detail        | 应用场景名称（必填） title    | 场景类型（文旅/制造） fields
        场景照片 -                | 场景效益 -               | 可提供的数据资源 data        | 拟解决的核心痛点 problem
        项目建设周期 deadline      | 合作企业 -               | 场景关键词 keywords          | 场景编号 code
        场景牵头部门 org           | 场景应用成效 -            | 需求单位联系方式 contact.any  | 推荐单位 parent_dept
        场景名称及简介 title | 场景供给单位 org | 场景建设规模 - | 场景实施期限 deadline | 场景数据类型 data
        场景建设现状 - | 场景预期目标 detail | 场景所属产业链 chain | 场景联系人手机 contact.phone | 合作需求描述 detail
        投资预算（万元） budget | 场景对接情况 - | 场景开放主体 org | 场景详细描述 detail | 场景存在的痛点 problem
        数据开放说明 data | 场景建设期限 deadline | 场景投资规模 budget | 场景应用领域 fields | 场景提供单位联系方式 contact.any
        场景落地区域 region | 场景合作方式 -
    """,
    Kind.ALUMNI_PROJECT: """
        校友联系电话 contact.any | 校友联系邮箱 contact.email | 校友籍贯 -                | 校友届别 graduated
        校友会联系人 contact.name  | 校友所在企业 enterprise    | 校友企业地址 -             | 校友企业简介 ent_profile
        企业注册资本（万元） ent_profile | 企业年产值（亿元） ent_profile | 企业员工人数 ent_profile | 企业所属行业 industry
        拟投资额（万元） invest     | 已投资额 -               | 资金来源 -                 | 项目计划总投资（亿元） invest
        拟落地园区（开发区） landing | 项目拟落地时间 -          | 项目落地需求 wanted          | 项目目前进展 stage
        项目建设主要内容 detail     | 项目联系人 contact.name    | 项目编号 code               | 毕业院校及专业 school
        毕业时间（年） graduated    | 入学时间 -               | 现工作单位及职务 job         | 是否同意对外公开 consent
        推荐单位 parent_dept       | 存在困难和问题 wanted      | 用地需求（亩） wanted         | 备注信息 -
        校友职务 job | 校友所在城市 region | 校友会名称 school | 校友企业所属行业 industry | 校友推荐人 person
        拟投资规模（亿元） invest | 项目落地地点 landing | 项目负责人电话 contact.phone | 意向合作高校 - | 企业主营业务范围 ent_profile
        项目需求说明 wanted | 毕业学院 department | 校友身份证号 - | 项目建设周期 - | 校友姓名（法人） person
        毕业学校及专业 school | 毕业年级 - | 校友单位及职务 job | 投资项目名称 title | 项目投资总额（万元） invest
        拟回归落户地 landing | 项目合作需求 wanted | 项目建设进度 stage | 企业官网 - | 项目所属领域 fields
        校友联系人手机 contact.phone
    """,
    Kind.EXPERT: """
        专家姓名 person           | 专家联系电话 contact.phone  | 专家邮箱 contact.email        | 专家所在单位名称 org
        所在单位性质 -            | 所在单位地址 -            | 专业技术职务 position         | 职称证书编号 -
        主要研究方向及成果 specialty | 从事专业及年限 specialty   | 近五年主要科研成果 results     | 获奖及荣誉情况 results
        毕业院校及所学专业 school   | 最高学历及学位 -           | 身份证号码 x                | 银行卡号及开户行 x
        出生年月 -               | 性别 -                   | 政治面貌 -                  | 专家类别 -
        所属技术领域 fields        | 战略性新兴产业分类 chain     | 所属地域 region              | 推荐单位意见 -
        联系人 contact.name        | 推荐单位 parent_dept        | 序号 x                     | 工作简历 results
        专家所属高校 org | 专家研究方向 specialty | 专家职称等级 position | 个人主页 - | 专家推荐单位 parent_dept
        可提供的服务 specialty | 现任行政职务 position | 擅长技术领域 specialty | 专家联系手机 contact.phone | 专家性别 -
        专家出生年月 - | 代表性成果及论文 results | 博士毕业院校 school | 所在学院 - | 专家微信号 -
        专家工作单位 org | 专业技术职称等级 position | 研究领域及方向 specialty | 专家个人简历 results | 主要研究成果 results
        毕业高校及时间 school | 联系手机号码 contact.phone | 办公地址 - | 所在二级学院 - | 学历学位 -
        服务产业领域 fields | 专家序号 x
    """,
}


def told(kind: Kind, header: str) -> str:
    """What a lone header stands for in a list of a kind, as the table above writes it."""
    (column,) = assign(kind, [(header,)], [()])
    if column.target.role is Role.IGNORED:
        return "x"
    if column.target.field is None or column.confidence < LEAST_CONFIDENCE:
        return "-"
    part = f".{column.target.part}" if column.target.field == "contact" else ""
    return f"{column.target.field}{part}"


CASES = [
    (kind, *entry.rsplit(maxsplit=1))
    for kind, table in HEADERS.items()
    for entry in table.replace("\n", "|").split("|")
    if entry.strip()
]


@pytest.mark.parametrize(("kind", "header", "field"), CASES)
def test_what_a_tricky_header_stands_for(kind: Kind, header: str, field: str) -> None:
    assert told(kind, header.strip()) == field
