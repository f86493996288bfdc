"""Invented but likely words: titles, organisations, people, sentences."""

from random import Random

MATTERS = (
    "石墨烯散热膜|高镍三元正极材料|柑橘黄龙病|高盐有机废水|桥梁拉索|茶多酚|桑蚕丝敷料|甘蔗渣|沃柑|对虾|铝合金轮毂|锰渣|赤泥|"
    "稀土永磁体|光伏组件|动力电池包|液压挖掘机|六堡茶|罗汉果|螺蛳粉|松脂|八角精油|金花茶|水牛奶|海水网箱|红壤|喀斯特石漠化土壤|"
    "微波毫米波天线|北斗授时终端|激光雷达|工业机器人关节|数控机床主轴|轨道交通制动盘|船用柴油机|风电叶片|氢燃料电池双极板|钙钛矿电池|"
    "铟锡氧化物靶材|高纯石英砂|陶瓷基复合材料|可降解地膜|口腔种植体|体外诊断试剂|壮药复方|手术导航|糖尿病足|登革热|儿童哮喘|"
    "城市内涝|智慧灯杆|跨境物流单证|东盟小语种语音|甘蔗收割机|木薯淀粉|钛白粉|高岭土|沥青路面|装配式墙板|污泥|餐厨垃圾|烟气脱硝|"
    "碳纤维|铜箔|电解液|隔膜|变压器油|特高压套管|水轮机转轮|核级阀门|光刻胶|封装基板|毫米波芯片|存储控制器|工业相机|无人机集群|"
    "遥感影像|隧道围岩|边坡|桩基|水库大坝|蚕茧|荔枝|火龙果|香蕉枯萎病|桉树|油茶|蔗糖|酵母抽提物|益生菌|胶原蛋白|海藻酸盐|"
    "甲壳素|中药饮片|超声探头|康复外骨骼|助听器|心电监护|肿瘤早筛|疫苗佐剂"
).split("|")
WAYS = (
    "制备技术|智能检测系统|绿色回收工艺|快速诊断方法|防控关键技术|在线监测装置|数字孪生平台|高效提取工艺|轻量化设计|表面处理工艺|"
    "资源化利用技术|连续化生产线|寿命预测方法|自动分选设备|质量追溯平台|低温保鲜技术|改性与成型技术|故障预警系统|标准化种植技术|精密加工工艺"
).split("|")
ASKS = (
    "良品率偏低问题|在线检测难题|国产化替代|节能降耗改造|自动化产线升级|废料综合利用|关键部件寿命提升|防腐工艺改进|成本控制技术|"
    "稳定性提升技术|智能化改造|批量一致性控制"
).split("|")
PROJECTS = "生产基地|研发中心|产业园|总部项目|示范工厂|加工项目|数字化车间".split("|")
SCENES = "应用场景|示范场景|智能化场景|数字化应用场景".split("|")
UNIVERSITIES = (
    "漓东理工大学|灵渠大学|邕江科技大学|柳北工业大学|红水河农业大学|北部湾滨海大学|左江师范大学|八桂医科大学|象山职业技术大学|"
    "西江交通大学|桂林电子科技大学|广西大学"
).split("|")
DEPARTMENTS = "材料科学与工程学院|机电工程学院|计算机与信息安全学院|生命与环境科学学院|海洋学院|临床医学院|化工学院".split(
    "|"
)
PLACES = "南宁|柳州|桂林|北海|钦州|玉林|百色|梧州|贵港|河池".split("|")
BRANDS = "启明|恒晟|中桂|蓝湾|瑞科|正邦达|新桥|德润|森海|博远|汇智|金榕|天筑|远航".split("|")
TRADES = "新材料科技|智能装备|生物医药|农业发展|环保科技|电子科技|汽车零部件|食品|矿业|能源".split("|")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗韦覃莫蒙卢欧阳".replace("欧阳", "")
GIVEN = "伟|芳|娜|秀英|敏|静|丽|强|磊|军|洋|勇|艳|杰|娟|涛|明|超|秀兰|霞|平|刚|桂英|建国|志强|海燕|文博|思远|雨桐|子涵".split(
    "|"
)
FIELDS = (
    "电子信息|新材料|先进制造|生物医药|现代农业|环境保护|新能源与节能|海洋工程|资源与环境|高技术服务业".split(
        "|"
    )
)
CHAINS = "新能源汽车产业链|铝产业链|稀土产业链|糖产业链|生物医药产业链|高端装备制造|电子信息产业链".split("|")
AIMS = (
    "降低能耗|提高成品率|延长使用寿命|实现国产替代|减少人工依赖|缩短生产周期|改善环境质量|保障质量稳定".split(
        "|"
    )
)
HOWS = "引入机器视觉与深度学习|采用多级耦合工艺|通过界面改性|结合有限元仿真与试验|建立数据驱动的模型|优选菌株并调控发酵|使用复合涂层".split(
    "|"
)
STATES = "已在两家企业试用|完成实验室验证|建成中试线一条|形成企业标准一项|通过第三方检测|与园区达成合作意向|在示范点运行半年".split(
    "|"
)


def achievement_title(dice: Random) -> str:
    """Name an achievement."""
    return dice.choice(MATTERS) + dice.choice(WAYS)


def need_title(dice: Random) -> str:
    """Name a need."""
    return dice.choice(MATTERS) + dice.choice(ASKS)


def challenge_title(dice: Random) -> str:
    """Name a challenge."""
    return f"{dice.choice(MATTERS)}{dice.choice(ASKS)}{dice.choice(['攻关', '研究与示范', '关键技术攻关'])}"


def project_title(dice: Random) -> str:
    """Name an alumni project."""
    return dice.choice(MATTERS) + dice.choice(PROJECTS)


def scenario_title(dice: Random) -> str:
    """Name an application scenario."""
    return dice.choice(MATTERS) + dice.choice(SCENES)


def university(dice: Random) -> str:
    """Name a university or a research institute."""
    return dice.choice(UNIVERSITIES) if dice.random() < 0.8 else f"广西{dice.choice(TRADES)}研究院"


def company(dice: Random) -> str:
    """Name a company."""
    place, brand, trade = dice.choice(PLACES), dice.choice(BRANDS), dice.choice(TRADES)
    end = dice.choice(["有限公司", "有限责任公司", "股份有限公司"])
    return dice.choice(
        [f"{place}{brand}{trade}{end}", f"广西{brand}{trade}{end}", f"{brand}{trade}（{place}）{end}"]
    )


def person(dice: Random) -> str:
    """Name a person."""
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def people(dice: Random, most: int = 4) -> list[str]:
    """Name some different people."""
    names = {person(dice): None for _ in range(dice.randint(1, most))}
    return list(names)


def sentence(dice: Random) -> str:
    """Write a sentence without numbers."""
    return f"针对{dice.choice(MATTERS)}生产中的突出问题，{dice.choice(HOWS)}，{dice.choice(AIMS)}，{dice.choice(STATES)}。"


def paragraph(dice: Random) -> str:
    """Write one to three sentences."""
    return "".join(sentence(dice) for _ in range(dice.randint(1, 3)))


def points(dice: Random) -> str:
    """Write numbered points, one a line."""
    return "\n".join(f"{number}、{sentence(dice)}" for number in range(1, dice.randint(2, 3) + 1))


def text(dice: Random) -> str:
    """Write a description of any of these forms."""
    return dice.choice([sentence, paragraph, paragraph, points])(dice)
