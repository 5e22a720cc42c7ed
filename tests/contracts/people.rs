//! Two hundred people who do not exist: names of two to thirty characters, rare ones among them, long addresses.

pub const PEOPLE: usize = 200;

pub struct Person {
    pub name: String,
    pub number: String,
    pub national_id: String,
    pub address: String,
    pub position: String,
    pub unit: String,
}

/// Characters of names that typefaces often lack.
const RARE: [&str; 12] = ["㛃", "䶮", "𬱖", "𫍯", "𬘭", "喆", "堃", "赟", "昉", "龑", "翀", "嬿"];
const SURNAMES: [&str; 12] = ["王", "李", "欧阳", "司徒", "尉迟", "付", "沈", "呼延", "仉", "逄", "戈", "万俟"];
const GIVEN: [&str; 10] = ["芳", "志强", "雪", "子涵", "建国", "一鸣", "晓雯", "可欣", "明远", "佳"];
const LONG: [&str; 4] = [
    "阿卜杜热合曼·麦麦提敏·阿布都克里木",
    "古丽扎尔·阿不力米提",
    "斯琴高娃·乌仁图雅·孛儿只斤",
    "尼格买提·热合曼江·艾合买提江·吐尔逊",
];
const ADDRESSES: [&str; 4] = [
    "上海市浦东新区张江路 100 号",
    "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县爱新色里镇乌珠牛录村三组 27 号院 2 号楼 3 单元 1201 室",
    "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇纳文西大街 118 号金江小区 12 幢",
    "北京市海淀区中关村南大街 5 号",
];
const POSITIONS: [&str; 4] = ["销售", "嵌入式软件高级工程师", "大中华区渠道合作伙伴生态运营与市场拓展高级经理", "仓管"];
const UNITS: [&str; 3] = ["研发中心", "华东大客户部", "智能制造事业群工业视觉产品线算法与平台研发一部"];

/// The same two hundred each time.
pub fn generated() -> Vec<Person> {
    (0..PEOPLE).map(person).collect()
}

fn person(n: usize) -> Person {
    let name = match n % 5 {
        0 => LONG[n / 5 % LONG.len()].to_owned(),
        1 => format!("{}{}", SURNAMES[n % SURNAMES.len()], RARE[n / 5 % RARE.len()]),
        2 => format!("{}{}{}", SURNAMES[n % SURNAMES.len()], RARE[n % RARE.len()], RARE[n / 5 % RARE.len()]),
        _ => format!("{}{}", SURNAMES[n % SURNAMES.len()], GIVEN[n / 5 % GIVEN.len()]),
    };
    Person {
        name,
        number: format!("SC{n:04}"),
        national_id: format!("33010619{:02}03150028", 70 + n % 30),
        address: ADDRESSES[n % ADDRESSES.len()].to_owned(),
        position: POSITIONS[n / 2 % POSITIONS.len()].to_owned(),
        unit: UNITS[n / 3 % UNITS.len()].to_owned(),
    }
}
