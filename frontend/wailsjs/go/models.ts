export namespace app {
	
	export class Image {
	    width: number;
	    height: number;
	    source: string;
	
	    static createFrom(source: any = {}) {
	        return new Image(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.width = source["width"];
	        this.height = source["height"];
	        this.source = source["source"];
	    }
	}
	export class Node {
	    key: string;
	    kind: string;
	    text: string;
	    length: number;
	    children: Node[];
	
	    static createFrom(source: any = {}) {
	        return new Node(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.key = source["key"];
	        this.kind = source["kind"];
	        this.text = source["text"];
	        this.length = source["length"];
	        this.children = this.convertValues(source["children"], Node);
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
	export class Table {
	    shape: number[];
	    columns: string[];
	    dtypes: string[];
	    index: string[];
	    rows: string[][];
	
	    static createFrom(source: any = {}) {
	        return new Table(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.shape = source["shape"];
	        this.columns = source["columns"];
	        this.dtypes = source["dtypes"];
	        this.index = source["index"];
	        this.rows = source["rows"];
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
	export class Array {
	    shape: number[];
	    dtype: string;
	    stats: Stat[];
	    slices: Slice[];
	
	    static createFrom(source: any = {}) {
	        return new Array(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.shape = source["shape"];
	        this.dtype = source["dtype"];
	        this.stats = this.convertValues(source["stats"], Stat);
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
	export class Preview {
	    text: string;
	    cut: boolean;
	    shape: number[];
	    columns: string[];
	    rows: string[][];
	    bytes: number;
	    broken: string;
	
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
	    }
	}
	export class Record {
	    id: number;
	    sessionId: number;
	    partId: number;
	    part: string;
	    studentId: number;
	    student: string;
	    device: string;
	    question: string;
	    type: string;
	    preview: Preview;
	    attempts: number;
	    firstSentAt: string;
	    sentAt: string;
	    receivedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new Record(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.sessionId = source["sessionId"];
	        this.partId = source["partId"];
	        this.part = source["part"];
	        this.studentId = source["studentId"];
	        this.student = source["student"];
	        this.device = source["device"];
	        this.question = source["question"];
	        this.type = source["type"];
	        this.preview = this.convertValues(source["preview"], Preview);
	        this.attempts = source["attempts"];
	        this.firstSentAt = source["firstSentAt"];
	        this.sentAt = source["sentAt"];
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
	export class Answer {
	    record: Record;
	    text: string;
	    cut: boolean;
	    bytes: number;
	    broken: string;
	    array?: Array;
	    table?: Table;
	    tree?: Node;
	    image?: Image;
	
	    static createFrom(source: any = {}) {
	        return new Answer(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.record = this.convertValues(source["record"], Record);
	        this.text = source["text"];
	        this.cut = source["cut"];
	        this.bytes = source["bytes"];
	        this.broken = source["broken"];
	        this.array = this.convertValues(source["array"], Array);
	        this.table = this.convertValues(source["table"], Table);
	        this.tree = this.convertValues(source["tree"], Node);
	        this.image = this.convertValues(source["image"], Image);
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
	    text: string;
	    command: string;
	
	    static createFrom(source: any = {}) {
	        return new DoctorStep(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.command = source["command"];
	    }
	}
	export class Finding {
	    code: string;
	    level: string;
	    title: string;
	    meaning: string;
	    whatToDo: DoctorStep[];
	
	    static createFrom(source: any = {}) {
	        return new Finding(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.level = source["level"];
	        this.title = source["title"];
	        this.meaning = source["meaning"];
	        this.whatToDo = this.convertValues(source["whatToDo"], DoctorStep);
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
	
	
	export class FirstCell {
	    byAddress: string;
	    byName: string;
	    checked: string;
	
	    static createFrom(source: any = {}) {
	        return new FirstCell(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.byAddress = source["byAddress"];
	        this.byName = source["byName"];
	        this.checked = source["checked"];
	    }
	}
	
	export class Message {
	    id: number;
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
	        this.title = source["title"];
	        this.text = source["text"];
	        this.code = source["code"];
	        this.sentAt = source["sentAt"];
	    }
	}
	
	
	export class Notice {
	    code: string;
	    message: string;
	
	    static createFrom(source: any = {}) {
	        return new Notice(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.message = source["message"];
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
	    students: number;
	    records: number;
	    lastRecordAt: string;
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
	        this.students = source["students"];
	        this.records = source["records"];
	        this.lastRecordAt = source["lastRecordAt"];
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
	
	
	export class Question {
	    label: string;
	    students: number;
	    attempts: number;
	
	    static createFrom(source: any = {}) {
	        return new Question(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.students = source["students"];
	        this.attempts = source["attempts"];
	    }
	}
	
	export class RecordPage {
	    records: Record[];
	    total: number;
	    next: string;
	
	    static createFrom(source: any = {}) {
	        return new RecordPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.records = this.convertValues(source["records"], Record);
	        this.total = source["total"];
	        this.next = source["next"];
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
	    partId: number;
	    studentId: number;
	    question: string;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new RecordQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sessionId = source["sessionId"];
	        this.partId = source["partId"];
	        this.studentId = source["studentId"];
	        this.question = source["question"];
	        this.after = source["after"];
	        this.limit = source["limit"];
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
	    fetched: number;
	    notices: Notice[];
	    dataFolder: string;
	    version: string;
	    projectors: number;
	    projectorOnly: boolean;
	
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
	        this.fetched = source["fetched"];
	        this.notices = this.convertValues(source["notices"], Notice);
	        this.dataFolder = source["dataFolder"];
	        this.version = source["version"];
	        this.projectors = source["projectors"];
	        this.projectorOnly = source["projectorOnly"];
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
	export class Student {
	    id: number;
	    display: string;
	    device: string;
	    records: number;
	
	    static createFrom(source: any = {}) {
	        return new Student(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.display = source["display"];
	        this.device = source["device"];
	        this.records = source["records"];
	    }
	}

}

