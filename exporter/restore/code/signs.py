"""Patterns within a line, shell commands, and shapes of whole lines: tables for `votes`."""

from __future__ import annotations

from typing import Final

# Commands that are no English words: a line that starts with one is a command unless it reads as a sentence.
_COMMANDS: Final = """
    adb ansible ansible-playbook apk apt apt-get argocd awk aws az base64 bash brew buildah bun bundle cargo
    cd certbot chmod chown clang cmake composer conda cp crontab curl date deno df dig dnf docker
    docker-compose dotnet du echo egrep eksctl env esbuild eslint etcdctl ethtool export fdisk ffmpeg ffprobe
    firewall-cmd flask flutter flux g++ gcc gcloud gem getent gh git go gofmt gradle grep groupadd gunicorn
    gunzip gzip helm heroku hostnamectl htop ifconfig iftop iostat ip iptables istioctl iwconfig java javac
    jest journalctl jq julia k3s k9s kernprof kind kubeadm kubectl kubelet kustomize ldd ln ls lsblk lscpu
    lsof lvcreate lynx md5sum minikube mkdir mkfs mongo mongod mongosh mv mvn mypy mysql mysqldump nc netstat
    ng nginx nmap nmcli node nohup npm npx nslookup ntpq nvm openssl passwd pdb perl pg_dump pgrep php pip
    pip3 pipenv pkill pm2 pnpm podman poetry printenv ps psql pvcreate pwd py-spy pylint pytest python python2
    python3 rabbitmqctl redis-cli redis-server rm rmdir rpm rsync ruby ruff rustc rustup scp sed sh sha256sum
    skopeo source sqlite3 ss ssh ssh-copy-id ssh-keygen strace sudo svn swapon sysctl systemctl tar tcpdump
    tee terraform tmux touch traceroute tsc ufw umount uname unzip uptime useradd usermod uv uvicorn vagrant
    venv vgcreate vi vim virsh virtualenv visudo vite vmstat wget xargs xxd yarn yum zip zsh zypper
"""
COMMANDS: Final = frozenset(_COMMANDS.split())

# Commands that are English words as well: what follows must be an option, a path or a variable.
_WORDS: Final = """
    alias at cat code cut diff eval exec exit file find free head history host hostname id join kill killall
    last less local locate login logout make man more mount nice open paste ping printf read reboot return
    route screen select service set set-option shift shutdown sleep sort split stat strings su tail tee test
    time top tr trap type unalias uniq unset wait watch wc which who whoami
"""
WORDS: Final = frozenset(_WORDS.split())

# Signs anywhere in a line: languages, weight, words (or signs) of which one stands in the line, and the pattern.
MARKS: Final = (
    ("python", 2, "self", r"\bself\.\w"),
    ("python", 2, "__", r"\b__\w+__\b"),
    ("python", 3, "lambda", r"\blambda\b[\w\s,*=]*: "),
    ("python", 3, "in", r"\bin (range|enumerate|zip)\("),
    ("python", 3, "for", r"[\[({][^\[\](){}]* for \w+(, ?\w+)* in [^\[\]]*[\])}]"),
    ("python", 1.5, "True False None", r"\b(True|False|None)\b"),
    ("python", 1, "f r", r"\b[fr][\"'](?=[^\"']*[\"'])"),
    ("python", 2, "\"\"\" '''", r"\"\"\"|'''"),
    ("python", 1.5, "isinstance len str dict list tuple enumerate zip sorted",
     r"\b(isinstance|len|str|dict|list|tuple|enumerate|zip|sorted)\("),
    ("python", 1.5, "None not print", r"\bis (not )?None\b|\bnot in\b|\bprint\("),
    ("python", 2, "kwargs args", r"\*\*kwargs|\*args"),
    ("python rust", 1, "->", r"\) -> (?=[\w\[\], .|\"']+:?)"),
    ("javascript", 3, "=== !==", r"[!=]=="),
    ("javascript", 4, "console", r"\bconsole\.(log|error|warn|info|table|dir)\b"),
    ("javascript", 3, "document window process JSON",
     r"\b(document|window)\.\w+|\bprocess\.(env|nextTick|argv|exit)|\bJSON\.\w+\("),
    ("javascript", 3, "setTimeout setInterval addEventListener require useState useEffect useRef useMemo fetch",
     r"\b(setTimeout|setInterval|addEventListener|require|useState|useEffect|useRef|useMemo|fetch)\("),
    ("javascript", 3, "=>", r"=> ?[{(]|\) =>|\w =>(?= )"),
    ("javascript", 2, "`", r"`[^`]*\$\{"),
    ("javascript", 2, "new typeof", r"\bnew (Promise|Map|Set|Date|Error|Array|Object|Proxy|WeakMap)\b|\btypeof \w"),
    ("javascript", 1.5, "undefined NaN prototype length", r"\bundefined\b|\bNaN\b|\.prototype\b|\.length\b"),
    ("javascript", 1, "then catch map filter reduce forEach", r"\.(then|catch|map|filter|reduce|forEach)\("),
    ("jsx", 4, "className htmlFor onClick onChange onSubmit dangerouslySetInnerHTML ref key style",
     r"\b(className|htmlFor|onClick|onChange|onSubmit|dangerouslySetInnerHTML|ref|key|style)=\{"),
    ("jsx", 3, "< </ className = {",
     r"(?<![\w\])])(<[A-Z][\w.]*( [\w.]+=[{\"]|\s*/?>|$)|</[A-Z][\w.]*>|<>|</>)|\bclassName=|\{/\*|\w=\{"),
    ("typescript", 3, "string number boolean any void unknown never",
     r":\s?(string|number|boolean|any|void|unknown|never)\b(\[\]|\s?[|=;,){>])?"),
    ("typescript", 3, "as T", r"\bas (const|string|number|any|unknown)\b|<T( extends \w+)?>\("),
    ("typescript", 2, "Partial Record Readonly Pick Omit Promise Array",
     r"\b(Partial|Record|Readonly|Pick|Omit|Promise|Array)<\w"),
    ("java", 4, "System String", r"\bSystem\.(out|err|in)\b|\bString\[\] args\b"),
    ("java", 3, "new", r"\bnew (ArrayList|HashMap|HashSet|LinkedList|Scanner|Thread|Runnable|StringBuilder)\b"),
    ("java", 2, "throws implements final Override :: stream",
     r"\bthrows \w+|\bimplements \w+|\bfinal \w+|@Override\b|::\w+\)|\.stream\(\)"),
    ("csharp", 4, "Console get string ToList IEnumerable ToString",
     r"\bConsole\.(Write|Read)\w*\(|\{ get; |\bstring\[\] args\b|\.ToList\(\)|\bIEnumerable<|\.ToString\(\)"),
    ("csharp", 3, "=> new", r"=> new \{?|= new\[\]"),
    ("csharp", 2, "List async => $",
     r"\bList<(int|string)>|\basync Task\b|\b(Where|Select|OrderBy|GroupBy|Any|First)\(\w+ =>|\$\""),
    ("csharp", 2, "Select Where GroupBy OrderBy Join Include Any Count First FirstOrDefault Sum Max ToArray Add new ??",
     r"\)?\.(Select|Where|GroupBy|OrderBy|Join|Include|Any|Count|First|Sum|Max|ToArray|Add)\w*\(|\bnew \{ |\?\? "),
    ("csharp", 1.5, ".", r"(?<=[\w)])\.[A-Z][a-z]\w*\("),
    ("go", 0.8, ".", r"\b[a-z]+\.[A-Z][a-z]\w*\("),
    ("csharp", 1, ".", r"(?<=\b[a-z])\.[A-Z][a-z]\w+"),
    ("go", 4, "fmt err make", r"\bfmt\.\w+\(|\berr != nil\b|\bmake\((chan|map|\[\])"),
    ("go", 3, ":= chan interface sync T string int byte map",
     r" := |\bchan \w+|\binterface\{\}|\bsync\.\w+|\*?testing\.T\b|\[\](string|int|byte)\b|\bmap\[\w+\]"),
    ("go rust", 1, "nil", r"\bnil\b"),
    ("rust", 5, "println format vec panic assert assert_eq eprintln write",
     r"\b(println|format|vec|panic|assert|assert_eq|eprintln|write)!"),
    ("rust", 3, "mut & self unwrap String i8 i16 i32 i64 u8 u16 u32 u64 usize Some Err",
     r"&mut \w|&str\b|&self\b|\bunwrap\(\)|\bString::\w+|\b[iu](8|16|32|64)\b|\busize\b|\bSome\(|\bErr\("),
    ("c", 3, "printf scanf malloc sizeof NULL char strlen",
     r"\bprintf\(|\bscanf\(|\bmalloc\(|\bsizeof\b|\bNULL\b|\bchar ?\*|\bstrlen\("),
    ("c", 2, "*", r"\*\w+(\+\+|--)|\w+ \*\w+( =|;|,|\))"),
    ("cpp", 4, "std cout cin nullptr endl << unique_ptr",
     r"\bstd::\w|\bcout <<|\bcin >>|\bnullptr\b|\bendl\b|<< \"|\bunique_ptr\b"),
    ("kotlin swift", 2, "?. ?:", r"\?\.\w|\?: "),
    ("kotlin", 2, "println listOf mutableListOf mapOf Int String Boolean Unit List",
     r"\bprintln\(|\blistOf\(|\bmutableListOf\(|\bmapOf\(|: (Int|String|Boolean|Unit|List<\w+>)\b"),
    ("swift", 2, "Int String Bool Double Void \\", r": (Int|String|Bool|Double|Void|\[\w+\])\b|\\\(\w"),
    ("scala", 3, "App Option Some", r"\bextends App\b|: Option\[|\bSome\(|\bOption\["),
    ("ruby", 4, "do each # nil puts |", r" do( \|[\w, ]+\|)?$|\.each\b|#\{\w+\}|\.nil\?|\bputs\b|\{ \|\w+\| "),
    ("ruby php", 1, "=>", r"(?<=[\w'\"]) => (?=[\w'\"\[$])"),
    ("php", 4, "$", r"\$this->|\$_(GET|POST|SERVER|SESSION)\b|\barray_\w+\("),
    ("perl", 3, "$ qw", r"\$\w+ =~|\bqw\("),
    ("lua", 3, "ipairs pairs .. ~=", r"\bipairs\(|\bpairs\(| \.\. |~= "),
    ("r", 3, "<- % frame c ggplot", r"\w <- |%>%|\bdata\.frame\(|\bc\((?=[\d\"'])|\bggplot\("),
    ("elixir", 3, "|> IO Enum", r"\|> |\bIO\.puts|\bEnum\.\w+"),
    ("powershell", 4, "Get Set New Write Remove Where ForEach Select Invoke ConvertTo",
     r"\b(Get|Set|New|Write|Remove|Where|ForEach|Select|Invoke|ConvertTo)-[A-Z]\w+"),
    ("html", 2.5, "</",
     r"</(a|p|div|span|li|ul|ol|h[1-6]|button|td|th|tr|table|script|style|head|body|html|form|label|title)>"),
    ("xml", 2, "</ xmlns", r"</[\w:.-]+>|\bxmlns\b"),
    ("css", 2, ":",
     r": ?-?[\d.]+(px|r?em|vh|vw|%|fr|deg|s)\b|: ?#[0-9a-fA-F]{3,8}\b|: ?(flex|grid|block|none|absolute|relative)\b"),
    ("sql", 3, "VARCHAR KEY NULL COUNT OVER SUM DEFAULT",
     r"\bVARCHAR\b|\bPRIMARY KEY\b|\bNOT NULL\b|\bCOUNT\(\*|\bOVER \(|\bFOREIGN KEY\b|\bSUM\(|\bDEFAULT \w"),
    ("sql", 2, "FROM WHERE JOIN BY INT INTEGER AS SELECT",
     r"\bFROM \w+|\bWHERE \w+|\bJOIN \w+|\bORDER BY\b|\bGROUP BY\b|\bINT(EGER)?\b|\bAS \w+|\bSELECT \w"),
    ("yaml", 2.5, "| > {{", r"(?<=\w:) [|>][-+]?$|\{\{ ?\.\w+"),
    ("graphql", 3, "! ] $", r": \[?[A-Z]\w+!?\]?!?$|\w\(\$\w+: "),
    ("hcl", 3, "var local module data", r"\$\{(var|local|module|data)\.|= (var|local|module|data)\.\w"),
    ("nginx", 2, "$", r"\$(host|uri|request_uri|remote_addr|scheme)\b"),
    ("makefile", 4, "$", r"\$[@<^]|\$\([A-Z_]+\)"),
    ("bash", 3, "$ > fi esac then do",
     r"\$\(\w|\$\{\w|\s2>&1|\$\(pwd\)|\s>>? ?/|\bfi$|\besac$|; (then|do)$"),
    ("bash", 2, "& |",
     r" && (?=[a-z\\])| \| (?=(grep|awk|sed|xargs|sort|head|tail|wc|bash|sh|tee|jq|less|docker|kubectl|cut)\b)"),
    ("bash", 1.5, "- \\ $", r" --?[a-zA-Z][\w-]*(?=[ =]|$)|\s\\$|\"\$\w|\s\$[A-Z_]+\b"),
    ("javascript", 1.5, ". {", r"(?<!\w)\.\.\.[\w\[]|[(,=] ?\{ \w+: "),
    ("javascript java", 0.5, ". (", r"\b[a-z]+[A-Z]\w*(?=[.(])"),
    ("python", 0.4, ". (", r"\b[a-z]+_[a-z_]+(?=[.(])"),
)  # fmt: skip

# Shapes of a whole line: languages, weight, pattern. Every line is held against all of these.
SHAPES: Final = (
    ("yaml", 2, r"\s*(- )?[a-z_][\w./-]*: ?(?=\S)(?!.*[;{,(\[]$)"),
    ("yaml", 1.5, r"[a-z][\w-]*: (\d+|true|false|\"[^\"]*\"|[\w-]+[./][\w./-]*)$"),
    ("yaml", 1, r"\s*(- )?[\"']?[A-Z_/][\w./:*-]*[\"']?: ?(?=\S)(?!.*[;{,(\[]$)(?!.*\(.*\)$)"),
    ("yaml", 2, r"\s*(- )?[a-z_][\w./-]*:$"),
    ("yaml", 1, r"\s*(- )?[\"']?[A-Z/][\w./-]*[\"']?:$"),
    ("css", 2.5, r"\s*(--)?[a-z][a-z-]+:\s*[^\s;{}][^;{}]*;$"),
    ("javascript", 1.5, r"\s+[\w$]+: [^;]+,$|\s+\.\.\.\w"),
    ("javascript", 4, r"['\"]use (client|server|strict)['\"];?$"),
    ("javascript", 2.5, r"(?!if|for|while|switch|catch)\w+\(.*\) \{$"),
    ("javascript", 2.5, r"\s+(async |static |get |set )?(?!if|for|while|switch|catch)\w+\(.*\) \{$"),
    ("python", 0.8, r"\s*[\w.]+(\[.*\])?(, \w+)* [-+*/|&%]?=\s+[^\s;][^;]*$"),
    ("python", 0.5, r"\s*[\w.]+(\[.*\]|\(.*\))?$"),
    ("javascript java csharp c go rust", 0.5, r"\s*[\]})]*\}[;,)]*$|.*\{$"),
    ("yaml python", -1, r"\s*[\]})]*\}[;,)]*$|.*\{$|.*;$"),
    ("csharp", 1, r"\s*\{$"),
    ("javascript", 0.4, r".*;$"),
    ("python", 1, r"\s*\w+: [\w\[\], .|]+( = .*[^;,])?$"),
    ("javascript csharp java php", 0.6, r"\s*[\w.$]+(\[.*\])? [-+*/|&%]?= .*;$"),
    ("javascript java csharp c", 1, r"\s*[\w.]+(<.*>)?\(.*\);$"),
    ("java csharp", 2, r"\s*[A-Z]\w*(<.*>)?(\[\])? \w+ = .*;$"),
    ("java csharp c", 1.2, r"\s*(final |const |static )*[A-Za-z_][\w<>,]*(\[\])?\s[&*]?\w+( = .+|\[.*\])?;$"),
    ("bash ini", 1.5, r"[A-Za-z_]\w*=(\S*|\".*\"|'.*')$"),
    ("bash", 1.5, r"[A-Z_]+=(\S*|\".*\"|'.*')$"),
    ("bash", 4,
     r"(then|fi|done|esac|do|else)$|if \[|elif \[|while \[|for \w+ in [^:]*$|while read "
     r"|function \w+ ?(\(\) ?)?\{$|case .* in$"),
    ("bash", 2.5, r"\w+ ?\(\) ?\{$"),
    ("bash", 6, r"#!.*\b(bash|sh|zsh)\b"),
    ("python", 6, r"#!.*\bpython"),
    ("bash", 3.5, r"(\.{1,2}|~)?/[\w./-]+( -{0,2}[\w./=-]+)*$"),
    ("bash", 2.5, r"[a-z][\w-]* (\S+ )*?-{1,2}[a-zA-Z]\S*( |$)|[a-z][\w-]* \.{0,2}/[\w.-]+(/\S*)?( |$)"),
    ("properties", 2.5, r"[a-z][\w-]*(\.[\w-]+)+ ?= ?[^\s;'\"({]*$"),
    ("ini toml", 1, r"[a-z_]\w*\s*=\s*[^;(){}]+$"),
    ("toml", 1.5, r"[a-z_][\w-]*\s*=\s*(\"[^\"]*\"|\[.*\]|\{.*\})$"),
    ("ini", 1.5, r"[A-Z][A-Za-z]+=\S.*$"),
    ("ini", 2, r"[a-z_][\w.-]*\s*=\s*(?!true$|false$)[a-zA-Z/][^\"(\[{;]*$"),
    ("hcl", 1.5, r"\s+[a-z_]+\s+= (?:\"[^\"]*\"|\[.*\]|\d+|true|false|[a-z_]+\.[\w.]+|\{)$"),
    ("makefile", 2, r"[a-z.%][\w./%-]*:( [\w./%-]+)*$"),
    ("makefile", 2.5, r"\t@?[a-z$]"),
    ("gitignore", 1.5, r"\*\*/"),
    ("gitignore", 1.2, r"!?/?[\w.*@-]+(/[\w.*-]+)*/$|!?/?[\w.-]*\*[\w.*/-]*$|\.[a-zA-Z][\w.*-]*$"),
    ("gitignore", 0.7, r"[a-z][\w-]*([._-][\w-]+)+$|[A-Za-z][\w-]*\.(md|txt|log|json|ya?ml)$"),
    ("json", 0.3, r"\s*[\]}],?$|[\[{]$|\s*-?[\d.]+,?$"),
    ("html", 2, r"\s+[\w:@-]+=\"[^\"]*\"(\s*/?>)?$"),
    ("text", 3, r"[-dl][rwxs-]{9}"),
    ("cpp", 2.5, r"#include <\w+>$"),
    ("c", 2.5, r"#include <\w+\.h>$|#include \"\w+\.h\"$"),
    ("text", 2.5,
     r"(\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[(INFO|ERROR|WARN|DEBUG)|(INFO|ERROR|WARN|WARNING|DEBUG)[: ] )"),
    ("text", 2.5, r"[\w.]+(Error|Exception|Interrupt): |[A-Z]\w+(Error|Exception|Interrupt)$"),
)  # fmt: skip

# How a whole-line comment starts, and the languages that write it so; the others lose as much.
COMMENTS: Final = {
    "#": "python bash yaml dockerfile gitignore ruby perl r toml makefile nginx hcl php powershell elixir graphql"
    " console properties ini http text",
    "//": "javascript jsx tsx java csharp c go rust php kotlin swift scala groovy protobuf css json",
    "/*": "javascript jsx tsx java csharp c go rust php kotlin swift scala groovy protobuf css sql",
    "--": "sql lua haskell",
    "<!--": "html xml",
}
