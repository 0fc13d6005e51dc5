export namespace api {
	
	export class ActedFor {
	    id: number;
	    display: string;
	    number: number;
	
	    static createFrom(source: any = {}) {
	        return new ActedFor(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.display = source["display"];
	        this.number = source["number"];
	    }
	}
	export class Act {
	    id: number;
	    at: string;
	    who: string;
	    method: string;
	    question: string;
	    value: string;
	    students: ActedFor[];
	    undoable: boolean;
	    undone: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Act(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.at = source["at"];
	        this.who = source["who"];
	        this.method = source["method"];
	        this.question = source["question"];
	        this.value = source["value"];
	        this.students = this.convertValues(source["students"], ActedFor);
	        this.undoable = source["undoable"];
	        this.undone = source["undone"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class SentReceipt {
	    receipt: string;
	    sentAt: string;
	
	    static createFrom(source: any = {}) {
	        return new SentReceipt(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.receipt = source["receipt"];
	        this.sentAt = source["sentAt"];
	    }
	}
	export class Call {
	    input: string;
	    came: string;
	    error: boolean;
	    late: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Call(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.input = source["input"];
	        this.came = source["came"];
	        this.error = source["error"];
	        this.late = source["late"];
	    }
	}
	export class PlottedSeries {
	    kind: string;
	    n: number;
	    x: number[];
	    y: number[];
	
	    static createFrom(source: any = {}) {
	        return new PlottedSeries(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.n = source["n"];
	        this.x = source["x"];
	        this.y = source["y"];
	    }
	}
	export class ImageAnswer {
	    width: number;
	    height: number;
	    source: string;
	    series: PlottedSeries[];
	
	    static createFrom(source: any = {}) {
	        return new ImageAnswer(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.width = source["width"];
	        this.height = source["height"];
	        this.source = source["source"];
	        this.series = this.convertValues(source["series"], PlottedSeries);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TreeNode {
	    key: string;
	    kind: string;
	    text: string;
	    length: number;
	    children: TreeNode[];
	
	    static createFrom(source: any = {}) {
	        return new TreeNode(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.key = source["key"];
	        this.kind = source["kind"];
	        this.text = source["text"];
	        this.length = source["length"];
	        this.children = this.convertValues(source["children"], TreeNode);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TableNames {
	    index: string[];
	    columns: string[];
	
	    static createFrom(source: any = {}) {
	        return new TableNames(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.index = source["index"];
	        this.columns = source["columns"];
	    }
	}
	export class TableAnswer {
	    shape: number[];
	    axes: number[];
	    names: TableNames;
	    columns: string[];
	    dtypes: string[];
	    index: string[];
	    rows: string[][];
	
	    static createFrom(source: any = {}) {
	        return new TableAnswer(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.shape = source["shape"];
	        this.axes = source["axes"];
	        this.names = this.convertValues(source["names"], TableNames);
	        this.columns = source["columns"];
	        this.dtypes = source["dtypes"];
	        this.index = source["index"];
	        this.rows = source["rows"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Slice {
	    index: number[];
	    rows: string[][];
	    rowGap: number;
	    colGap: number;
	
	    static createFrom(source: any = {}) {
	        return new Slice(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.index = source["index"];
	        this.rows = source["rows"];
	        this.rowGap = source["rowGap"];
	        this.colGap = source["colGap"];
	    }
	}
	export class Sparse {
	    format: string;
	    stored: string;
	
	    static createFrom(source: any = {}) {
	        return new Sparse(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.format = source["format"];
	        this.stored = source["stored"];
	    }
	}
	export class Stat {
	    name: string;
	    value: string;
	
	    static createFrom(source: any = {}) {
	        return new Stat(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	    }
	}
	export class ArrayAnswer {
	    shape: number[];
	    dtype: string;
	    stats: Stat[];
	    sampled: string;
	    sparse?: Sparse;
	    slices: Slice[];
	
	    static createFrom(source: any = {}) {
	        return new ArrayAnswer(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.shape = source["shape"];
	        this.dtype = source["dtype"];
	        this.stats = this.convertValues(source["stats"], Stat);
	        this.sampled = source["sampled"];
	        this.sparse = this.convertValues(source["sparse"], Sparse);
	        this.slices = this.convertValues(source["slices"], Slice);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Reason {
	    code: string;
	    expected: string;
	    shape: string;
	
	    static createFrom(source: any = {}) {
	        return new Reason(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.expected = source["expected"];
	        this.shape = source["shape"];
	    }
	}
	export class Preview {
	    text: string;
	    cut: boolean;
	    shape: number[];
	    columns: string[];
	    rows: string[][];
	    bytes: number;
	    broken: string;
	    calls: number;
	
	    static createFrom(source: any = {}) {
	        return new Preview(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.cut = source["cut"];
	        this.shape = source["shape"];
	        this.columns = source["columns"];
	        this.rows = source["rows"];
	        this.bytes = source["bytes"];
	        this.broken = source["broken"];
	        this.calls = source["calls"];
	    }
	}
	export class RecordView {
	    id: number;
	    sessionId: number;
	    partId: number;
	    part: string;
	    studentId: number;
	    student: string;
	    studentNumber: number;
	    device: string;
	    question: string;
	    title: string;
	    type: string;
	    preview: Preview;
	    attempts: number;
	    replaced: number;
	    firstSentAt: string;
	    sentAt: string;
	    receivedAt: string;
	    receipt: string;
	    graded: boolean;
	    verdict: string;
	    reason: Reason;
	    label: string;
	    alike: number;
	    uncertain: boolean;
	    groupKey: string;
	
	    static createFrom(source: any = {}) {
	        return new RecordView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.sessionId = source["sessionId"];
	        this.partId = source["partId"];
	        this.part = source["part"];
	        this.studentId = source["studentId"];
	        this.student = source["student"];
	        this.studentNumber = source["studentNumber"];
	        this.device = source["device"];
	        this.question = source["question"];
	        this.title = source["title"];
	        this.type = source["type"];
	        this.preview = this.convertValues(source["preview"], Preview);
	        this.attempts = source["attempts"];
	        this.replaced = source["replaced"];
	        this.firstSentAt = source["firstSentAt"];
	        this.sentAt = source["sentAt"];
	        this.receivedAt = source["receivedAt"];
	        this.receipt = source["receipt"];
	        this.graded = source["graded"];
	        this.verdict = source["verdict"];
	        this.reason = this.convertValues(source["reason"], Reason);
	        this.label = source["label"];
	        this.alike = source["alike"];
	        this.uncertain = source["uncertain"];
	        this.groupKey = source["groupKey"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Answer {
	    record: RecordView;
	    text: string;
	    cut: boolean;
	    bytes: number;
	    broken: string;
	    incomplete: string;
	    array?: ArrayAnswer;
	    table?: TableAnswer;
	    tree?: TreeNode;
	    image?: ImageAnswer;
	    calls: Call[];
	    earlierReceipts: SentReceipt[];
	
	    static createFrom(source: any = {}) {
	        return new Answer(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.record = this.convertValues(source["record"], RecordView);
	        this.text = source["text"];
	        this.cut = source["cut"];
	        this.bytes = source["bytes"];
	        this.broken = source["broken"];
	        this.incomplete = source["incomplete"];
	        this.array = this.convertValues(source["array"], ArrayAnswer);
	        this.table = this.convertValues(source["table"], TableAnswer);
	        this.tree = this.convertValues(source["tree"], TreeNode);
	        this.image = this.convertValues(source["image"], ImageAnswer);
	        this.calls = this.convertValues(source["calls"], Call);
	        this.earlierReceipts = this.convertValues(source["earlierReceipts"], SentReceipt);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class CallDifference {
	    mine: Call;
	    most: Call;
	
	    static createFrom(source: any = {}) {
	        return new CallDifference(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.mine = this.convertValues(source["mine"], Call);
	        this.most = this.convertValues(source["most"], Call);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Variant {
	    count: number;
	    recordId: number;
	    receivedAt: string;
	    type: string;
	    preview: Preview;
	
	    static createFrom(source: any = {}) {
	        return new Variant(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.count = source["count"];
	        this.recordId = source["recordId"];
	        this.receivedAt = source["receivedAt"];
	        this.type = source["type"];
	        this.preview = this.convertValues(source["preview"], Preview);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Merged {
	    id: number;
	    display: string;
	    device: string;
	
	    static createFrom(source: any = {}) {
	        return new Merged(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.display = source["display"];
	        this.device = source["device"];
	    }
	}
	export class Student {
	    id: number;
	    display: string;
	    name: string;
	    originalName: string;
	    number: number;
	    device: string;
	    records: number;
	    firstSeenAt: string;
	    lastSeenAt: string;
	    mergedFrom: Merged[];
	
	    static createFrom(source: any = {}) {
	        return new Student(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.display = source["display"];
	        this.name = source["name"];
	        this.originalName = source["originalName"];
	        this.number = source["number"];
	        this.device = source["device"];
	        this.records = source["records"];
	        this.firstSeenAt = source["firstSeenAt"];
	        this.lastSeenAt = source["lastSeenAt"];
	        this.mergedFrom = this.convertValues(source["mergedFrom"], Merged);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class GroupMember {
	    student: Student;
	    recordId: number;
	    attempts: number;
	    receivedAt: string;
	    verdict: string;
	
	    static createFrom(source: any = {}) {
	        return new GroupMember(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.student = this.convertValues(source["student"], Student);
	        this.recordId = source["recordId"];
	        this.attempts = source["attempts"];
	        this.receivedAt = source["receivedAt"];
	        this.verdict = source["verdict"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Told {
	    told: number;
	    rightSince: number;
	    stillWrong: number;
	
	    static createFrom(source: any = {}) {
	        return new Told(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.told = source["told"];
	        this.rightSince = source["rightSince"];
	        this.stillWrong = source["stillWrong"];
	    }
	}
	export class Hint {
	    text: string;
	    code: string;
	
	    static createFrom(source: any = {}) {
	        return new Hint(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.code = source["code"];
	    }
	}
	export class AnswerGroup {
	    key: string;
	    count: number;
	    right: number;
	    wrong: number;
	    label: string;
	    hint: Hint;
	    told: Told;
	    marked: string;
	    verdict: string;
	    uncertain: boolean;
	    reason: Reason;
	    hints: Reason[];
	    recordId: number;
	    type: string;
	    preview: Preview;
	    members: GroupMember[];
	    variants: Variant[];
	    differs?: CallDifference;
	
	    static createFrom(source: any = {}) {
	        return new AnswerGroup(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.key = source["key"];
	        this.count = source["count"];
	        this.right = source["right"];
	        this.wrong = source["wrong"];
	        this.label = source["label"];
	        this.hint = this.convertValues(source["hint"], Hint);
	        this.told = this.convertValues(source["told"], Told);
	        this.marked = source["marked"];
	        this.verdict = source["verdict"];
	        this.uncertain = source["uncertain"];
	        this.reason = this.convertValues(source["reason"], Reason);
	        this.hints = this.convertValues(source["hints"], Reason);
	        this.recordId = source["recordId"];
	        this.type = source["type"];
	        this.preview = this.convertValues(source["preview"], Preview);
	        this.members = this.convertValues(source["members"], GroupMember);
	        this.variants = this.convertValues(source["variants"], Variant);
	        this.differs = this.convertValues(source["differs"], CallDifference);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Assistant {
	    id: number;
	    name: string;
	    role: string;
	    ends: string;
	    since: string;
	    isHere: boolean;
	    acts: number;
	    forced: boolean;
	    share: string;
	
	    static createFrom(source: any = {}) {
	        return new Assistant(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.role = source["role"];
	        this.ends = source["ends"];
	        this.since = source["since"];
	        this.isHere = source["isHere"];
	        this.acts = source["acts"];
	        this.forced = source["forced"];
	        this.share = source["share"];
	    }
	}
	export class AttentionMember {
	    studentId: number;
	    since: string;
	    text: string;
	    question: string;
	    recordId: number;
	    attempts: number;
	    group: string;
	    sameGroup: boolean;
	    behind: number;
	    visitedAt: string;
	    seat: string;
	    takenAt: string;
	    helper: string;
	    verdict: string;
	
	    static createFrom(source: any = {}) {
	        return new AttentionMember(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.studentId = source["studentId"];
	        this.since = source["since"];
	        this.text = source["text"];
	        this.question = source["question"];
	        this.recordId = source["recordId"];
	        this.attempts = source["attempts"];
	        this.group = source["group"];
	        this.sameGroup = source["sameGroup"];
	        this.behind = source["behind"];
	        this.visitedAt = source["visitedAt"];
	        this.seat = source["seat"];
	        this.takenAt = source["takenAt"];
	        this.helper = source["helper"];
	        this.verdict = source["verdict"];
	    }
	}
	export class AttentionLine {
	    reason: string;
	    visited: boolean;
	    question: string;
	    group: string;
	    groupKey: string;
	    members: AttentionMember[];
	
	    static createFrom(source: any = {}) {
	        return new AttentionLine(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.reason = source["reason"];
	        this.visited = source["visited"];
	        this.question = source["question"];
	        this.group = source["group"];
	        this.groupKey = source["groupKey"];
	        this.members = this.convertValues(source["members"], AttentionMember);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Awake {
	    wanted: boolean;
	    held: boolean;
	    by: string;
	    problem: string;
	
	    static createFrom(source: any = {}) {
	        return new Awake(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.wanted = source["wanted"];
	        this.held = source["held"];
	        this.by = source["by"];
	        this.problem = source["problem"];
	    }
	}
	export class SavedSession {
	    owner: string;
	    name: string;
	    createdAt: string;
	    records: number;
	    students: number;
	
	    static createFrom(source: any = {}) {
	        return new SavedSession(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.owner = source["owner"];
	        this.name = source["name"];
	        this.createdAt = source["createdAt"];
	        this.records = source["records"];
	        this.students = source["students"];
	    }
	}
	export class Backup {
	    path: string;
	    at: string;
	    cause: string;
	    bytes: number;
	    isUsable: boolean;
	    records: number;
	    sessions: SavedSession[];
	
	    static createFrom(source: any = {}) {
	        return new Backup(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.path = source["path"];
	        this.at = source["at"];
	        this.cause = source["cause"];
	        this.bytes = source["bytes"];
	        this.isUsable = source["isUsable"];
	        this.records = source["records"];
	        this.sessions = this.convertValues(source["sessions"], SavedSession);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Backups {
	    kept: number;
	    capBytes: number;
	    everyMinutes: number;
	    damaged: boolean;
	    choosesFolder: boolean;
	    second: string;
	    secondState: string;
	    own: Backup[];
	    elsewhere: Backup[];
	
	    static createFrom(source: any = {}) {
	        return new Backups(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kept = source["kept"];
	        this.capBytes = source["capBytes"];
	        this.everyMinutes = source["everyMinutes"];
	        this.damaged = source["damaged"];
	        this.choosesFolder = source["choosesFolder"];
	        this.second = source["second"];
	        this.secondState = source["secondState"];
	        this.own = this.convertValues(source["own"], Backup);
	        this.elsewhere = this.convertValues(source["elsewhere"], Backup);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class CatalogueEntry {
	    label: string;
	    title: string;
	    order: number;
	    added: boolean;
	
	    static createFrom(source: any = {}) {
	        return new CatalogueEntry(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.title = source["title"];
	        this.order = source["order"];
	        this.added = source["added"];
	    }
	}
	export class Check {
	    kind: string;
	    expected: string[];
	    relative: number;
	    absolute: number;
	    pattern: string;
	    recordId: number;
	
	    static createFrom(source: any = {}) {
	        return new Check(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.expected = source["expected"];
	        this.relative = source["relative"];
	        this.absolute = source["absolute"];
	        this.pattern = source["pattern"];
	        this.recordId = source["recordId"];
	    }
	}
	export class UnlistedView {
	    student: Student;
	    decided: boolean;
	    candidates: number[];
	
	    static createFrom(source: any = {}) {
	        return new UnlistedView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.student = this.convertValues(source["student"], Student);
	        this.decided = source["decided"];
	        this.candidates = source["candidates"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ClassPerson {
	    id: number;
	    name: string;
	    identifier: string;
	    email: string;
	    section: string;
	    students: number[];
	    records: number;
	
	    static createFrom(source: any = {}) {
	        return new ClassPerson(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.identifier = source["identifier"];
	        this.email = source["email"];
	        this.section = source["section"];
	        this.students = source["students"];
	        this.records = source["records"];
	    }
	}
	export class ClassList {
	    people: ClassPerson[];
	    sections: string[];
	    others: UnlistedView[];
	    hidden: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ClassList(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.people = this.convertValues(source["people"], ClassPerson);
	        this.sections = source["sections"];
	        this.others = this.convertValues(source["others"], UnlistedView);
	        this.hidden = source["hidden"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ClassListChange {
	    undoId: number;
	    added: number;
	    changed: number;
	    removed: number;
	
	    static createFrom(source: any = {}) {
	        return new ClassListChange(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.undoId = source["undoId"];
	        this.added = source["added"];
	        this.changed = source["changed"];
	        this.removed = source["removed"];
	    }
	}
	export class TableColumn {
	    head: string;
	    role: string;
	    samples: string[];
	
	    static createFrom(source: any = {}) {
	        return new TableColumn(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.head = source["head"];
	        this.role = source["role"];
	        this.samples = source["samples"];
	    }
	}
	export class ClassListPreview {
	    name: string;
	    hasHeads: boolean;
	    columns: TableColumn[];
	    count: number;
	    added: string[];
	    changed: string[];
	    same: number;
	    missing: string[];
	
	    static createFrom(source: any = {}) {
	        return new ClassListPreview(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.hasHeads = source["hasHeads"];
	        this.columns = this.convertValues(source["columns"], TableColumn);
	        this.count = source["count"];
	        this.added = source["added"];
	        this.changed = source["changed"];
	        this.same = source["same"];
	        this.missing = source["missing"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class ClassSection {
	    name: string;
	    students: number[];
	
	    static createFrom(source: any = {}) {
	        return new ClassSection(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.students = source["students"];
	    }
	}
	export class Colleague {
	    owner: string;
	    host: string;
	    address: string;
	
	    static createFrom(source: any = {}) {
	        return new Colleague(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.owner = source["owner"];
	        this.host = source["host"];
	        this.address = source["address"];
	    }
	}
	export class ColleagueDoor {
	    address: string;
	    fingerprint: string;
	    changed: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ColleagueDoor(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.address = source["address"];
	        this.fingerprint = source["fingerprint"];
	        this.changed = source["changed"];
	    }
	}
	export class ColleagueLink {
	    state: string;
	    address: string;
	    fingerprint: string;
	    name: string;
	
	    static createFrom(source: any = {}) {
	        return new ColleagueLink(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.state = source["state"];
	        this.address = source["address"];
	        this.fingerprint = source["fingerprint"];
	        this.name = source["name"];
	    }
	}
	export class ColleagueNews {
	    at: number;
	    kinds: string[];
	    state: string;
	
	    static createFrom(source: any = {}) {
	        return new ColleagueNews(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.at = source["at"];
	        this.kinds = source["kinds"];
	        this.state = source["state"];
	    }
	}
	export class CrashReport {
	    at: string;
	    path: string;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new CrashReport(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.at = source["at"];
	        this.path = source["path"];
	        this.text = source["text"];
	    }
	}
	export class SharedMistake {
	    question: string;
	    key: string;
	    label: string;
	    recordId: number;
	    type: string;
	    preview: Preview;
	    students: number[];
	
	    static createFrom(source: any = {}) {
	        return new SharedMistake(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.question = source["question"];
	        this.key = source["key"];
	        this.label = source["label"];
	        this.recordId = source["recordId"];
	        this.type = source["type"];
	        this.preview = this.convertValues(source["preview"], Preview);
	        this.students = source["students"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class StudentRow {
	    student: Student;
	    lastAt: string;
	    seenAt: string;
	    connected: boolean;
	    progress: number;
	    farthest: number;
	    help: string;
	    helpSince: string;
	    visitedAt: string;
	    cells: number[];
	
	    static createFrom(source: any = {}) {
	        return new StudentRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.student = this.convertValues(source["student"], Student);
	        this.lastAt = source["lastAt"];
	        this.seenAt = source["seenAt"];
	        this.connected = source["connected"];
	        this.progress = source["progress"];
	        this.farthest = source["farthest"];
	        this.help = source["help"];
	        this.helpSince = source["helpSince"];
	        this.visitedAt = source["visitedAt"];
	        this.cells = source["cells"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class DashboardQuestion {
	    label: string;
	    title: string;
	    order: number;
	    added: boolean;
	    students: number;
	    right: number;
	    wrong: number;
	    attempts: number;
	    checked: boolean;
	    feedback: string;
	    held: number;
	    reached: number[];
	
	    static createFrom(source: any = {}) {
	        return new DashboardQuestion(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.title = source["title"];
	        this.order = source["order"];
	        this.added = source["added"];
	        this.students = source["students"];
	        this.right = source["right"];
	        this.wrong = source["wrong"];
	        this.attempts = source["attempts"];
	        this.checked = source["checked"];
	        this.feedback = source["feedback"];
	        this.held = source["held"];
	        this.reached = source["reached"];
	    }
	}
	export class HelpQueue {
	    pausedAt: string;
	    waited: number;
	    helped: number;
	
	    static createFrom(source: any = {}) {
	        return new HelpQueue(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.pausedAt = source["pausedAt"];
	        this.waited = source["waited"];
	        this.helped = source["helped"];
	    }
	}
	export class Glance {
	    seen: number;
	    started: number;
	    connected: number;
	    active: number;
	    records: number;
	    attempts: number;
	    median: string;
	    lowest: string;
	    highest: string;
	    help: number;
	    helpSince: string;
	
	    static createFrom(source: any = {}) {
	        return new Glance(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.seen = source["seen"];
	        this.started = source["started"];
	        this.connected = source["connected"];
	        this.active = source["active"];
	        this.records = source["records"];
	        this.attempts = source["attempts"];
	        this.median = source["median"];
	        this.lowest = source["lowest"];
	        this.highest = source["highest"];
	        this.help = source["help"];
	        this.helpSince = source["helpSince"];
	    }
	}
	export class Dashboard {
	    version: string;
	    since: string;
	    same: string[];
	    now: string;
	    start: string;
	    glance: Glance;
	    queue: HelpQueue;
	    questions: DashboardQuestion[];
	    rows: StudentRow[];
	    attention: AttentionLine[];
	    sharedMistakes: SharedMistake[];
	
	    static createFrom(source: any = {}) {
	        return new Dashboard(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.version = source["version"];
	        this.since = source["since"];
	        this.same = source["same"];
	        this.now = source["now"];
	        this.start = source["start"];
	        this.glance = this.convertValues(source["glance"], Glance);
	        this.queue = this.convertValues(source["queue"], HelpQueue);
	        this.questions = this.convertValues(source["questions"], DashboardQuestion);
	        this.rows = this.convertValues(source["rows"], StudentRow);
	        this.attention = this.convertValues(source["attention"], AttentionLine);
	        this.sharedMistakes = this.convertValues(source["sharedMistakes"], SharedMistake);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class DeviceFetch {
	    address: string;
	    fetched: number;
	    fetchedAt: string;
	    students: number;
	
	    static createFrom(source: any = {}) {
	        return new DeviceFetch(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.address = source["address"];
	        this.fetched = source["fetched"];
	        this.fetchedAt = source["fetchedAt"];
	        this.students = source["students"];
	    }
	}
	export class NetworkInterface {
	    name: string;
	    kind: string;
	    addrs: string[];
	    used: boolean;
	
	    static createFrom(source: any = {}) {
	        return new NetworkInterface(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.kind = source["kind"];
	        this.addrs = source["addrs"];
	        this.used = source["used"];
	    }
	}
	export class DoctorStep {
	    code: string;
	    command: string;
	
	    static createFrom(source: any = {}) {
	        return new DoctorStep(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.command = source["command"];
	    }
	}
	export class Param {
	    name: string;
	    value: string;
	
	    static createFrom(source: any = {}) {
	        return new Param(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	    }
	}
	export class Finding {
	    code: string;
	    variant: string;
	    level: string;
	    params: Param[];
	    steps: DoctorStep[];
	
	    static createFrom(source: any = {}) {
	        return new Finding(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.variant = source["variant"];
	        this.level = source["level"];
	        this.params = this.convertValues(source["params"], Param);
	        this.steps = this.convertValues(source["steps"], DoctorStep);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Diagnosis {
	    lookedAt: string;
	    findings: Finding[];
	    interfaces: NetworkInterface[];
	
	    static createFrom(source: any = {}) {
	        return new Diagnosis(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.lookedAt = source["lookedAt"];
	        this.findings = this.convertValues(source["findings"], Finding);
	        this.interfaces = this.convertValues(source["interfaces"], NetworkInterface);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class DistributionValue {
	    text: string;
	    value: number;
	    finite: boolean;
	    right: number;
	    wrong: number;
	    unjudged: number;
	
	    static createFrom(source: any = {}) {
	        return new DistributionValue(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.value = source["value"];
	        this.finite = source["finite"];
	        this.right = source["right"];
	        this.wrong = source["wrong"];
	        this.unjudged = source["unjudged"];
	    }
	}
	export class Distribution {
	    place: string;
	    values: DistributionValue[];
	
	    static createFrom(source: any = {}) {
	        return new Distribution(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.place = source["place"];
	        this.values = this.convertValues(source["values"], DistributionValue);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class Download {
	    ticket: string;
	    name: string;
	
	    static createFrom(source: any = {}) {
	        return new Download(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.ticket = source["ticket"];
	        this.name = source["name"];
	    }
	}
	export class Drift {
	    version: string;
	    students: Student[];
	
	    static createFrom(source: any = {}) {
	        return new Drift(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.version = source["version"];
	        this.students = this.convertValues(source["students"], Student);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Equivalence {
	    relative: number;
	    absolute: number;
	    wholeExact: boolean;
	    anyOrder: boolean;
	    foldCase: boolean;
	    ignoreNames: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Equivalence(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.relative = source["relative"];
	        this.absolute = source["absolute"];
	        this.wholeExact = source["wholeExact"];
	        this.anyOrder = source["anyOrder"];
	        this.foldCase = source["foldCase"];
	        this.ignoreNames = source["ignoreNames"];
	    }
	}
	export class Erasable {
	    id: number;
	    name: string;
	    alias: number;
	    session: string;
	    createdAt: string;
	    records: number;
	
	    static createFrom(source: any = {}) {
	        return new Erasable(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.alias = source["alias"];
	        this.session = source["session"];
	        this.createdAt = source["createdAt"];
	        this.records = source["records"];
	    }
	}
	export class ErasablePerson {
	    id: number;
	    name: string;
	    identifier: string;
	    isSure: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ErasablePerson(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.identifier = source["identifier"];
	        this.isSure = source["isSure"];
	    }
	}
	export class EraseChoice {
	    students: Erasable[];
	    listed: ErasablePerson[];
	
	    static createFrom(source: any = {}) {
	        return new EraseChoice(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.students = this.convertValues(source["students"], Erasable);
	        this.listed = this.convertValues(source["listed"], ErasablePerson);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RecordQuery {
	    sessionId: number;
	    partIds: number[];
	    studentIds: number[];
	    sections: string[];
	    questions: string[];
	    types: string[];
	    verdicts: string[];
	    labels: string[];
	    name: string;
	    text: string;
	    since: string;
	    until: string;
	    sort: string;
	    ascending: boolean;
	    asOf: string;
	    offset: number;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new RecordQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sessionId = source["sessionId"];
	        this.partIds = source["partIds"];
	        this.studentIds = source["studentIds"];
	        this.sections = source["sections"];
	        this.questions = source["questions"];
	        this.types = source["types"];
	        this.verdicts = source["verdicts"];
	        this.labels = source["labels"];
	        this.name = source["name"];
	        this.text = source["text"];
	        this.since = source["since"];
	        this.until = source["until"];
	        this.sort = source["sort"];
	        this.ascending = source["ascending"];
	        this.asOf = source["asOf"];
	        this.offset = source["offset"];
	        this.limit = source["limit"];
	    }
	}
	export class Selection {
	    query: RecordQuery;
	    all: boolean;
	    ids: number[];
	    exceptIds: number[];
	
	    static createFrom(source: any = {}) {
	        return new Selection(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.query = this.convertValues(source["query"], RecordQuery);
	        this.all = source["all"];
	        this.ids = source["ids"];
	        this.exceptIds = source["exceptIds"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ExportRequest {
	    selection: Selection;
	    format: string;
	    names: string;
	    transfer: string;
	    records: number;
	
	    static createFrom(source: any = {}) {
	        return new ExportRequest(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.selection = this.convertValues(source["selection"], Selection);
	        this.format = source["format"];
	        this.names = source["names"];
	        this.transfer = source["transfer"];
	        this.records = source["records"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Facet {
	    id: number;
	    value: string;
	    records: number;
	
	    static createFrom(source: any = {}) {
	        return new Facet(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.value = source["value"];
	        this.records = source["records"];
	    }
	}
	export class Feedback {
	    kind: string;
	    afterAttempts: number;
	    afterMinutes: number;
	    atMost: number;
	    hold: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Feedback(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.afterAttempts = source["afterAttempts"];
	        this.afterMinutes = source["afterMinutes"];
	        this.atMost = source["atMost"];
	        this.hold = source["hold"];
	    }
	}
	
	export class FirstCell {
	    byAddress: string;
	    byName: string;
	    checked: string;
	    withoutRequests: string;
	    selfContained: string;
	
	    static createFrom(source: any = {}) {
	        return new FirstCell(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.byAddress = source["byAddress"];
	        this.byName = source["byName"];
	        this.checked = source["checked"];
	        this.withoutRequests = source["withoutRequests"];
	        this.selfContained = source["selfContained"];
	    }
	}
	export class FollowingQuestion {
	    old: string;
	    new: string;
	    title: string;
	    students: number;
	
	    static createFrom(source: any = {}) {
	        return new FollowingQuestion(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.old = source["old"];
	        this.new = source["new"];
	        this.title = source["title"];
	        this.students = source["students"];
	    }
	}
	export class Following {
	    moves: FollowingQuestion[];
	    split: string[];
	    taken: string[];
	
	    static createFrom(source: any = {}) {
	        return new Following(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.moves = this.convertValues(source["moves"], FollowingQuestion);
	        this.split = source["split"];
	        this.taken = source["taken"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class QuestionPoints {
	    label: string;
	    title: string;
	    own: boolean;
	    points: Points;
	
	    static createFrom(source: any = {}) {
	        return new QuestionPoints(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.title = source["title"];
	        this.own = source["own"];
	        this.points = this.convertValues(source["points"], Points);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Points {
	    right: number;
	    sent: number;
	    wrong: number;
	
	    static createFrom(source: any = {}) {
	        return new Points(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.right = source["right"];
	        this.sent = source["sent"];
	        this.wrong = source["wrong"];
	    }
	}
	export class Grades {
	    default: Points;
	    questions: QuestionPoints[];
	    due: string;
	    lateShare: number;
	    countBest: boolean;
	    listed: number;
	    without: string[];
	    notListed: string[];
	    hidden: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Grades(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.default = this.convertValues(source["default"], Points);
	        this.questions = this.convertValues(source["questions"], QuestionPoints);
	        this.due = source["due"];
	        this.lateShare = source["lateShare"];
	        this.countBest = source["countBest"];
	        this.listed = source["listed"];
	        this.without = source["without"];
	        this.notListed = source["notListed"];
	        this.hidden = source["hidden"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class HandedIn {
	    id: number;
	    name: string;
	    size: number;
	    at: string;
	    receipt: string;
	    fromPage: boolean;
	    kept: boolean;
	
	    static createFrom(source: any = {}) {
	        return new HandedIn(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.size = source["size"];
	        this.at = source["at"];
	        this.receipt = source["receipt"];
	        this.fromPage = source["fromPage"];
	        this.kept = source["kept"];
	    }
	}
	export class HandedOut {
	    id: number;
	    name: string;
	    size: number;
	    sha256: string;
	    version: string;
	    notebook: boolean;
	    addedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new HandedOut(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.size = source["size"];
	        this.sha256 = source["sha256"];
	        this.version = source["version"];
	        this.notebook = source["notebook"];
	        this.addedAt = source["addedAt"];
	    }
	}
	
	export class HelpRequest {
	    text: string;
	    question: string;
	    seat: string;
	    askedAt: string;
	    endedAt: string;
	    ending: string;
	    helper: string;
	    reply: string;
	    visited: boolean;
	
	    static createFrom(source: any = {}) {
	        return new HelpRequest(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.question = source["question"];
	        this.seat = source["seat"];
	        this.askedAt = source["askedAt"];
	        this.endedAt = source["endedAt"];
	        this.ending = source["ending"];
	        this.helper = source["helper"];
	        this.reply = source["reply"];
	        this.visited = source["visited"];
	    }
	}
	
	
	export class ImportPreview {
	    ticket: string;
	    file: string;
	    session: string;
	    owner: string;
	    writtenAt: string;
	    createdAt: string;
	    records: number;
	    questions: number;
	    parts: string[];
	    students: string[];
	    anonymous: boolean;
	    whole: boolean;
	    answers: boolean;
	    receipts: number;
	    foreign: number;
	
	    static createFrom(source: any = {}) {
	        return new ImportPreview(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.ticket = source["ticket"];
	        this.file = source["file"];
	        this.session = source["session"];
	        this.owner = source["owner"];
	        this.writtenAt = source["writtenAt"];
	        this.createdAt = source["createdAt"];
	        this.records = source["records"];
	        this.questions = source["questions"];
	        this.parts = source["parts"];
	        this.students = source["students"];
	        this.anonymous = source["anonymous"];
	        this.whole = source["whole"];
	        this.answers = source["answers"];
	        this.receipts = source["receipts"];
	        this.foreign = source["foreign"];
	    }
	}
	export class Imported {
	    sessionId: number;
	    session: string;
	    records: number;
	    added: number;
	    joined: number;
	    present: number;
	
	    static createFrom(source: any = {}) {
	        return new Imported(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sessionId = source["sessionId"];
	        this.session = source["session"];
	        this.records = source["records"];
	        this.added = source["added"];
	        this.joined = source["joined"];
	        this.present = source["present"];
	    }
	}
	export class Inputs {
	    lines: string;
	    outputs: string;
	    seconds: number;
	
	    static createFrom(source: any = {}) {
	        return new Inputs(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.lines = source["lines"];
	        this.outputs = source["outputs"];
	        this.seconds = source["seconds"];
	    }
	}
	export class Invitation {
	    code: string;
	    role: string;
	    ends: string;
	    addresses: string[];
	    fingerprint: string;
	    until: string;
	    misses: number;
	    locked: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Invitation(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.role = source["role"];
	        this.ends = source["ends"];
	        this.addresses = source["addresses"];
	        this.fingerprint = source["fingerprint"];
	        this.until = source["until"];
	        this.misses = source["misses"];
	        this.locked = source["locked"];
	    }
	}
	export class KeptSession {
	    id: number;
	    name: string;
	    createdAt: string;
	    records: number;
	    end: string;
	    isEnding: boolean;
	    until: string;
	    isKept: boolean;
	
	    static createFrom(source: any = {}) {
	        return new KeptSession(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.createdAt = source["createdAt"];
	        this.records = source["records"];
	        this.end = source["end"];
	        this.isEnding = source["isEnding"];
	        this.until = source["until"];
	        this.isKept = source["isKept"];
	    }
	}
	
	export class Message {
	    id: number;
	    type: string;
	    title: string;
	    text: string;
	    code: string;
	    sentAt: string;
	
	    static createFrom(source: any = {}) {
	        return new Message(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.type = source["type"];
	        this.title = source["title"];
	        this.text = source["text"];
	        this.code = source["code"];
	        this.sentAt = source["sentAt"];
	    }
	}
	export class MessageText {
	    type: string;
	    title: string;
	    text: string;
	    code: string;
	
	    static createFrom(source: any = {}) {
	        return new MessageText(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.type = source["type"];
	        this.title = source["title"];
	        this.text = source["text"];
	        this.code = source["code"];
	    }
	}
	
	export class NotebookQuestion {
	    label: string;
	    title: string;
	    also: string;
	
	    static createFrom(source: any = {}) {
	        return new NotebookQuestion(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.title = source["title"];
	        this.also = source["also"];
	    }
	}
	export class Notebook {
	    name: string;
	    version: string;
	    questions: NotebookQuestion[];
	    refused: string[];
	
	    static createFrom(source: any = {}) {
	        return new Notebook(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.version = source["version"];
	        this.questions = this.convertValues(source["questions"], NotebookQuestion);
	        this.refused = source["refused"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class NotebookChange {
	    was: number;
	    is: number;
	    kind: string;
	    before: string;
	    after: string;
	    isCut: boolean;
	
	    static createFrom(source: any = {}) {
	        return new NotebookChange(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.was = source["was"];
	        this.is = source["is"];
	        this.kind = source["kind"];
	        this.before = source["before"];
	        this.after = source["after"];
	        this.isCut = source["isCut"];
	    }
	}
	export class NotebookFinding {
	    code: string;
	    cell: number;
	    line: number;
	    values: Param[];
	    fix: string;
	    isNote: boolean;
	
	    static createFrom(source: any = {}) {
	        return new NotebookFinding(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.cell = source["cell"];
	        this.line = source["line"];
	        this.values = this.convertValues(source["values"], Param);
	        this.fix = source["fix"];
	        this.isNote = source["isNote"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class NotebookPlace {
	    cell: number;
	    line: number;
	
	    static createFrom(source: any = {}) {
	        return new NotebookPlace(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.cell = source["cell"];
	        this.line = source["line"];
	    }
	}
	
	export class NotebookText {
	    name: string;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new NotebookText(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.text = source["text"];
	    }
	}
	export class Notice {
	    code: string;
	    params: Param[];
	
	    static createFrom(source: any = {}) {
	        return new Notice(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.params = this.convertValues(source["params"], Param);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Numbering {
	    cell: number;
	    line: number;
	    value: string;
	    old: string;
	    new: string;
	    why: string;
	
	    static createFrom(source: any = {}) {
	        return new Numbering(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.cell = source["cell"];
	        this.line = source["line"];
	        this.value = source["value"];
	        this.old = source["old"];
	        this.new = source["new"];
	        this.why = source["why"];
	    }
	}
	export class Part {
	    id: number;
	    name: string;
	    number: number;
	    records: number;
	
	    static createFrom(source: any = {}) {
	        return new Part(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.number = source["number"];
	        this.records = source["records"];
	    }
	}
	export class Session {
	    id: number;
	    owner: string;
	    name: string;
	    description: string;
	    open: boolean;
	    createdAt: string;
	    openedAt: string;
	    closedAt: string;
	    demo: boolean;
	    listed: boolean;
	    students: number;
	    records: number;
	    lastRecordAt: string;
	    feedback: Feedback;
	    parts: Part[];
	
	    static createFrom(source: any = {}) {
	        return new Session(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.owner = source["owner"];
	        this.name = source["name"];
	        this.description = source["description"];
	        this.open = source["open"];
	        this.createdAt = source["createdAt"];
	        this.openedAt = source["openedAt"];
	        this.closedAt = source["closedAt"];
	        this.demo = source["demo"];
	        this.listed = source["listed"];
	        this.students = source["students"];
	        this.records = source["records"];
	        this.lastRecordAt = source["lastRecordAt"];
	        this.feedback = this.convertValues(source["feedback"], Feedback);
	        this.parts = this.convertValues(source["parts"], Part);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Opened {
	    session: Session;
	    closedId: number;
	
	    static createFrom(source: any = {}) {
	        return new Opened(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.session = this.convertValues(source["session"], Session);
	        this.closedId = source["closedId"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class OwnRecord {
	    recordId: number;
	    type: string;
	    preview: Preview;
	    receivedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new OwnRecord(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.recordId = source["recordId"];
	        this.type = source["type"];
	        this.preview = this.convertValues(source["preview"], Preview);
	        this.receivedAt = source["receivedAt"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class PathStep {
	    question: string;
	    students: number;
	    records: RecordView[];
	    secondsTaken: number;
	    medianTaken: number;
	
	    static createFrom(source: any = {}) {
	        return new PathStep(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.question = source["question"];
	        this.students = source["students"];
	        this.records = this.convertValues(source["records"], RecordView);
	        this.secondsTaken = source["secondsTaken"];
	        this.medianTaken = source["medianTaken"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class Relabel {
	    old: string;
	    new: string;
	
	    static createFrom(source: any = {}) {
	        return new Relabel(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.old = source["old"];
	        this.new = source["new"];
	    }
	}
	export class PreparationStep {
	    do: string;
	    sessionId: number;
	    session: string;
	    form: string;
	    address: string;
	    start: number;
	    replacement: string;
	
	    static createFrom(source: any = {}) {
	        return new PreparationStep(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.do = source["do"];
	        this.sessionId = source["sessionId"];
	        this.session = source["session"];
	        this.form = source["form"];
	        this.address = source["address"];
	        this.start = source["start"];
	        this.replacement = source["replacement"];
	    }
	}
	export class Preparation {
	    id: string;
	    name: string;
	    path: string;
	    size: number;
	    cells: number;
	    format: string;
	    save: string;
	    steps: PreparationStep[];
	    changes: NotebookChange[];
	    more: number;
	    beside: number;
	    broken: NotebookPlace[];
	    relabel: Relabel[];
	
	    static createFrom(source: any = {}) {
	        return new Preparation(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.path = source["path"];
	        this.size = source["size"];
	        this.cells = source["cells"];
	        this.format = source["format"];
	        this.save = source["save"];
	        this.steps = this.convertValues(source["steps"], PreparationStep);
	        this.changes = this.convertValues(source["changes"], NotebookChange);
	        this.more = source["more"];
	        this.beside = source["beside"];
	        this.broken = this.convertValues(source["broken"], NotebookPlace);
	        this.relabel = this.convertValues(source["relabel"], Relabel);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class Progress {
	    running: boolean;
	    done: number;
	    total: number;
	
	    static createFrom(source: any = {}) {
	        return new Progress(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.running = source["running"];
	        this.done = source["done"];
	        this.total = source["total"];
	    }
	}
	export class ProjectionGroup {
	    key: string;
	    count: number;
	    uncertain: boolean;
	    verdict: string;
	    answer: Answer;
	
	    static createFrom(source: any = {}) {
	        return new ProjectionGroup(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.key = source["key"];
	        this.count = source["count"];
	        this.uncertain = source["uncertain"];
	        this.verdict = source["verdict"];
	        this.answer = this.convertValues(source["answer"], Answer);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Projection {
	    session: string;
	    owner: string;
	    question: string;
	    title: string;
	    previous: string;
	    next: string;
	    sent: number;
	    seen: number;
	    groups: ProjectionGroup[];
	    others: number;
	    hidden: number;
	    addresses: string[];
	    hostName: string;
	
	    static createFrom(source: any = {}) {
	        return new Projection(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.session = source["session"];
	        this.owner = source["owner"];
	        this.question = source["question"];
	        this.title = source["title"];
	        this.previous = source["previous"];
	        this.next = source["next"];
	        this.sent = source["sent"];
	        this.seen = source["seen"];
	        this.groups = this.convertValues(source["groups"], ProjectionGroup);
	        this.others = source["others"];
	        this.hidden = source["hidden"];
	        this.addresses = source["addresses"];
	        this.hostName = source["hostName"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class ProjectionQuery {
	    sessionId: number;
	    partId: number;
	    question: string;
	    verdicts: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ProjectionQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sessionId = source["sessionId"];
	        this.partId = source["partId"];
	        this.question = source["question"];
	        this.verdicts = source["verdicts"];
	    }
	}
	export class Question {
	    label: string;
	    title: string;
	    students: number;
	    attempts: number;
	
	    static createFrom(source: any = {}) {
	        return new Question(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.title = source["title"];
	        this.students = source["students"];
	        this.attempts = source["attempts"];
	    }
	}
	export class QuestionPage {
	    label: string;
	    title: string;
	    order: number;
	    added: boolean;
	    previous: string;
	    next: string;
	    seen: number;
	    sent: number;
	    right: number;
	    wrong: number;
	    groups: AnswerGroup[];
	    missing: Student[];
	    check: Check;
	    equivalence: Equivalence;
	    own: OwnRecord;
	    distribution: Distribution[];
	    labels: string[];
	    feedback: Feedback;
	    ownFeedback: boolean;
	    held: number;
	    released: boolean;
	    inputs: Inputs;
	    tried: number;
	    untried: number;
	
	    static createFrom(source: any = {}) {
	        return new QuestionPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.title = source["title"];
	        this.order = source["order"];
	        this.added = source["added"];
	        this.previous = source["previous"];
	        this.next = source["next"];
	        this.seen = source["seen"];
	        this.sent = source["sent"];
	        this.right = source["right"];
	        this.wrong = source["wrong"];
	        this.groups = this.convertValues(source["groups"], AnswerGroup);
	        this.missing = this.convertValues(source["missing"], Student);
	        this.check = this.convertValues(source["check"], Check);
	        this.equivalence = this.convertValues(source["equivalence"], Equivalence);
	        this.own = this.convertValues(source["own"], OwnRecord);
	        this.distribution = this.convertValues(source["distribution"], Distribution);
	        this.labels = source["labels"];
	        this.feedback = this.convertValues(source["feedback"], Feedback);
	        this.ownFeedback = source["ownFeedback"];
	        this.held = source["held"];
	        this.released = source["released"];
	        this.inputs = this.convertValues(source["inputs"], Inputs);
	        this.tried = source["tried"];
	        this.untried = source["untried"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class QuestionQuery {
	    sessionId: number;
	    partId: number;
	    question: string;
	
	    static createFrom(source: any = {}) {
	        return new QuestionQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sessionId = source["sessionId"];
	        this.partId = source["partId"];
	        this.question = source["question"];
	    }
	}
	
	export class RecordFacets {
	    students: Facet[];
	    questions: Facet[];
	    types: Facet[];
	    parts: Facet[];
	    verdicts: Facet[];
	    labels: Facet[];
	
	    static createFrom(source: any = {}) {
	        return new RecordFacets(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.students = this.convertValues(source["students"], Facet);
	        this.questions = this.convertValues(source["questions"], Facet);
	        this.types = this.convertValues(source["types"], Facet);
	        this.parts = this.convertValues(source["parts"], Facet);
	        this.verdicts = this.convertValues(source["verdicts"], Facet);
	        this.labels = this.convertValues(source["labels"], Facet);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RecordPage {
	    records: RecordView[];
	    total: number;
	    asOf: string;
	
	    static createFrom(source: any = {}) {
	        return new RecordPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.records = this.convertValues(source["records"], RecordView);
	        this.total = source["total"];
	        this.asOf = source["asOf"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	export class Replaced {
	    id: number;
	    at: string;
	    who: string;
	    method: string;
	    question: string;
	    value: string;
	    students: ActedFor[];
	    undone: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Replaced(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.at = source["at"];
	        this.who = source["who"];
	        this.method = source["method"];
	        this.question = source["question"];
	        this.value = source["value"];
	        this.students = this.convertValues(source["students"], ActedFor);
	        this.undone = source["undone"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Retention {
	    months: number;
	    maxMonths: number;
	    sessions: KeptSession[];
	
	    static createFrom(source: any = {}) {
	        return new Retention(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.months = source["months"];
	        this.maxMonths = source["maxMonths"];
	        this.sessions = this.convertValues(source["sessions"], KeptSession);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Salvaged {
	    records: number;
	    lost: number;
	
	    static createFrom(source: any = {}) {
	        return new Salvaged(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.records = source["records"];
	        this.lost = source["lost"];
	    }
	}
	
	
	export class TakenBy {
	    student: number;
	    seconds: number;
	
	    static createFrom(source: any = {}) {
	        return new TakenBy(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.student = source["student"];
	        this.seconds = source["seconds"];
	    }
	}
	export class SentMessage {
	    id: number;
	    type: string;
	    title: string;
	    text: string;
	    code: string;
	    sentAt: string;
	    to: number[];
	    seen: number[];
	    takenBackAt: string;
	    taken: TakenBy[];
	
	    static createFrom(source: any = {}) {
	        return new SentMessage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.type = source["type"];
	        this.title = source["title"];
	        this.text = source["text"];
	        this.code = source["code"];
	        this.sentAt = source["sentAt"];
	        this.to = source["to"];
	        this.seen = source["seen"];
	        this.takenBackAt = source["takenBackAt"];
	        this.taken = this.convertValues(source["taken"], TakenBy);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class StudentFiles {
	    student: Student;
	    fetched: number;
	    fetchedAt: string;
	    byBrowser: boolean;
	    handIns: HandedIn[];
	
	    static createFrom(source: any = {}) {
	        return new StudentFiles(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.student = this.convertValues(source["student"], Student);
	        this.fetched = source["fetched"];
	        this.fetchedAt = source["fetchedAt"];
	        this.byBrowser = source["byBrowser"];
	        this.handIns = this.convertValues(source["handIns"], HandedIn);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class SessionFiles {
	    files: HandedOut[];
	    size: number;
	    most: number;
	    have: number;
	    handedIn: number;
	    students: StudentFiles[];
	    devices: DeviceFetch[];
	
	    static createFrom(source: any = {}) {
	        return new SessionFiles(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.files = this.convertValues(source["files"], HandedOut);
	        this.size = source["size"];
	        this.most = source["most"];
	        this.have = source["have"];
	        this.handedIn = source["handedIn"];
	        this.students = this.convertValues(source["students"], StudentFiles);
	        this.devices = this.convertValues(source["devices"], DeviceFetch);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	
	export class Status {
	    owner: string;
	    suggestedOwner: string;
	    currentSession: number;
	    addresses: string[];
	    hostName: string;
	    port: number;
	    connected: number;
	    behind: number;
	    interface: string;
	    choosesInterface: boolean;
	    fetched: number;
	    notices: Notice[];
	    namesHidden: boolean;
	    dataFolder: string;
	    stateFolder: string;
	    awake: Awake;
	    leave: string;
	    quitsHere: boolean;
	    crashed: string;
	    version: string;
	    clockAhead: number;
	    projectors: number;
	    demoSends: boolean;
	    projectorOnly: boolean;
	    assistants: number;
	    assistant: Assistant;
	    replaced: Replaced[];
	
	    static createFrom(source: any = {}) {
	        return new Status(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.owner = source["owner"];
	        this.suggestedOwner = source["suggestedOwner"];
	        this.currentSession = source["currentSession"];
	        this.addresses = source["addresses"];
	        this.hostName = source["hostName"];
	        this.port = source["port"];
	        this.connected = source["connected"];
	        this.behind = source["behind"];
	        this.interface = source["interface"];
	        this.choosesInterface = source["choosesInterface"];
	        this.fetched = source["fetched"];
	        this.notices = this.convertValues(source["notices"], Notice);
	        this.namesHidden = source["namesHidden"];
	        this.dataFolder = source["dataFolder"];
	        this.stateFolder = source["stateFolder"];
	        this.awake = this.convertValues(source["awake"], Awake);
	        this.leave = source["leave"];
	        this.quitsHere = source["quitsHere"];
	        this.crashed = source["crashed"];
	        this.version = source["version"];
	        this.clockAhead = source["clockAhead"];
	        this.projectors = source["projectors"];
	        this.demoSends = source["demoSends"];
	        this.projectorOnly = source["projectorOnly"];
	        this.assistants = source["assistants"];
	        this.assistant = this.convertValues(source["assistant"], Assistant);
	        this.replaced = this.convertValues(source["replaced"], Replaced);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class StudentPath {
	    student: Student;
	    steps: PathStep[];
	    previousId: number;
	    nextId: number;
	    place: number;
	    of: number;
	
	    static createFrom(source: any = {}) {
	        return new StudentPath(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.student = this.convertValues(source["student"], Student);
	        this.steps = this.convertValues(source["steps"], PathStep);
	        this.previousId = source["previousId"];
	        this.nextId = source["nextId"];
	        this.place = source["place"];
	        this.of = source["of"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	export class TableColumns {
	    hasHeads: boolean;
	    roles: string[];
	
	    static createFrom(source: any = {}) {
	        return new TableColumns(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.hasHeads = source["hasHeads"];
	        this.roles = source["roles"];
	    }
	}
	export class TableFile {
	    name: string;
	    data: string;
	
	    static createFrom(source: any = {}) {
	        return new TableFile(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.data = source["data"];
	    }
	}
	
	
	export class Team {
	    people: Assistant[];
	    acts: Act[];
	    invitations: Invitation[];
	    numbersForced: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Team(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.people = this.convertValues(source["people"], Assistant);
	        this.acts = this.convertValues(source["acts"], Act);
	        this.invitations = this.convertValues(source["invitations"], Invitation);
	        this.numbersForced = source["numbersForced"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Thresholds {
	    silentMinutes: number;
	    ahead: number;
	    attempts: number;
	    startMinutes: number;
	
	    static createFrom(source: any = {}) {
	        return new Thresholds(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.silentMinutes = source["silentMinutes"];
	        this.ahead = source["ahead"];
	        this.attempts = source["attempts"];
	        this.startMinutes = source["startMinutes"];
	    }
	}
	export class Thumbnail {
	    recordId: number;
	    source: string;
	    broken: string;
	
	    static createFrom(source: any = {}) {
	        return new Thumbnail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.recordId = source["recordId"];
	        this.source = source["source"];
	        this.broken = source["broken"];
	    }
	}
	
	
	export class Undo {
	    id: number;
	    count: number;
	    left: number;
	    until: string;
	
	    static createFrom(source: any = {}) {
	        return new Undo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.count = source["count"];
	        this.left = source["left"];
	        this.until = source["until"];
	    }
	}
	
	
	export class WaitingStudent {
	    student: Student;
	    text: string;
	    askedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new WaitingStudent(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.student = this.convertValues(source["student"], Student);
	        this.text = source["text"];
	        this.askedAt = source["askedAt"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Without {
	    filter: string;
	    records: number;
	
	    static createFrom(source: any = {}) {
	        return new Without(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.filter = source["filter"];
	        this.records = source["records"];
	    }
	}
	export class WrittenNotebook {
	    path: string;
	    name: string;
	    size: number;
	    isInput: boolean;
	
	    static createFrom(source: any = {}) {
	        return new WrittenNotebook(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.path = source["path"];
	        this.name = source["name"];
	        this.size = source["size"];
	        this.isInput = source["isInput"];
	    }
	}

}

