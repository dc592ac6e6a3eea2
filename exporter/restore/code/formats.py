"""Patterns for lines of markup, data, settings, queries and images: tables as in `rules`."""

from __future__ import annotations

from typing import Final

from exporter.restore.code.rules import Rule

MARKUP: Final = (
    Rule("html", 6, "<", r"!(DOCTYPE|doctype)"),
    Rule(
        "html", 3, "<",
        r"/?(html|head|body|div|span|p|a|img|ul|ol|li|table|tr|td|th|thead|tbody|form|input|button|label|select|option"
        r"|script|style|link|meta|title|h[1-6]|nav|section|header|footer|main|article|aside|video|canvas|svg|iframe"
        r"|textarea|template|br|hr|strong|em|picture|source|figure|slot)\b[^<>]*/?>?",
    ),
    Rule("xml", 6, "<", r"\?xml"),
    Rule("xml", 3, "<", r"/?[\w:.-]+( [\w:.-]+=[\"'].*?[\"'])*\s*/?>"),
    Rule("css", 4, "@", r"(media|keyframes|font-face|supports|charset|layer|container|apply|tailwind)\b"),
    Rule("scss", 5, "@", r"(mixin|include|extend|use|forward|if|each)\b.*[;{]$"),
    Rule("scss", 4, "$", r"[\w-]+:\s.*;$"),
    Rule("scss", 4, "&", r"[\w:.\s-]*(,|\{)$"),
    Rule("css", 3, ". # :", r"[\w-]+[\w\s.#:>+~,\[\]=\"'()*-]*(\{.*\}?|,)$"),
    Rule(
        "css", 3,
        "body html div p a ul ol li h1 h2 h3 nav header footer main section button input img table td th span *",
        r"[\w\s.#:>+~,\[\]=\"'()*-]*(\{.*)$",
    ),
)  # fmt: skip

DATA: Final = (
    Rule("yaml", 4, "apiVersion kind", r": \S"),
    Rule("yaml", 3, "-", r" [\w.-]+:( |$)"),
    Rule("yaml", 1, "-", r" \S"),
    Rule("yaml", 3, "-", r"--$"),
    Rule("json", 3, '"', r"[^\"]*\"\s*:\s*\S"),
    Rule("json", 1.5, '"', r"[^\"]*\",?$"),
    Rule("toml", 5, "[", r"\[[\w.-]+\]\]$"),
    Rule("toml", 3, "[", r"\w+(\.[\w\"-]+)+\]$"),
    Rule("ini", 3, "[", r"[a-zA-Z][\w .:@-]*\]$"),
    Rule("toml", 2, "[", r"[a-z][\w-]*\]$"),
    Rule("ini", 1.5, ";", r" ?\w"),
    Rule("makefile", 6, ".", r"PHONY\s?:"),
    Rule("hcl", 6, "resource data variable provider output module terraform locals", r"( \"[\w./-]+\")* \{"),
    Rule("groovy", 6, "pipeline stages steps post", r" \{$"),
    Rule("groovy", 5, "agent stage sh", r"( any$| \{|\(?['\"].*)"),
    Rule("nginx", 5, "server location upstream http events", r"( [\w/.~^=*\\$|()@-]+)* \{$"),
    Rule("nginx", 5, "listen server_name proxy_pass proxy_set_header root index try_files ssl_certificate", r" .*;$"),
    Rule("graphql", 5, "query mutation subscription fragment schema", r"( \w+)?(\(.*\))?( on \w+)? \{$"),
    Rule("graphql", 2, "type input enum", r" \w+( implements \w+)? \{$"),
    Rule("protobuf", 6, "syntax", r" ?= ?\"proto"),
    Rule("protobuf", 4, "message service oneof", r" \w+ \{$"),
    Rule("protobuf", 4, "string int32 int64 bool repeated optional rpc", r" .*(= \d+;|returns .*)$"),
    Rule("http", 6, "GET POST PUT PATCH DELETE HEAD OPTIONS", r" \S+ HTTP/\d"),
    Rule("http", 2.5, "GET POST PUT PATCH DELETE HEAD OPTIONS", r" (/|https?:)\S*$"),
    Rule("http", 6, "HTTP", r"/\d(\.\d)? \d{3}"),
    Rule("http", 3, "Host Accept Authorization Cache-Control Set-Cookie ETag Location", r": \S"),
    Rule("http", 3, "Content Cache Set Access User X", r"-[\w-]+: \S"),
    Rule("diff", 6, "diff", r" --git "),
    Rule("diff", 6, "@", r"@ -\d+"),
    Rule("diff", 3, "+ -", r"(\+\+|--) \S"),
    Rule("gitignore", 1.5, ". * !", r"[\w.*/-]+$"),
    Rule("gitignore", 2.5, "*", r"[\w.*/-]*[./][\w.*/-]+$"),
    Rule("text", 5, "Traceback", r" \(most recent call last\):$"),
    Rule("text", 4, "File", r" \".*\", line \d+"),
    Rule("text", 4, "at", r" [\w.$<>]+\(.*\)$"),
    Rule("text", 4, "Exception", r" in thread \""),
    Rule("text", 3, "├ └ │", r""),
    Rule("text", 3, "+", r"[-+=]{3,}\+$"),
    Rule("text", 3, "|", r" .*\|$"),
    Rule("console", 5, "$ %", r" \S"),
    Rule("console", 6, ">", r">> ?"),
    Rule("console", 4, ".", r"\.\.( |$)"),
    Rule("console", 6, "In Out", r" ?\[\d+\]: "),
    Rule("console", 6, "mysql postgres sqlite redis irb C PS node", r"(\S*[>#]|:\\\S*>|=[#>]|\(.*\)[:\d]*>) ?\S"),
    Rule("console", 5, "root user ubuntu", r"@[\w.-]+:\S*[#$] "),
)

QUERIES: Final = (
    Rule("sql", 3.5, "SELECT", r"( .+|$)"),
    Rule("sql", 4, "select", r" (\*|[\w.*, ()`\"]+ from |distinct |count\()"),
    Rule("sql", 2.5, "select", r" [\w.*]+(\(.*\))?( as \w+)?(, .*)?$"),
    Rule("sql", 1.5, "from", r" [\w.]+( \w{1,2})?$"),
    Rule("sql", 2, "FROM", r" [\w.`\"\[\]]+( (AS )?\w+)?[,;]?$"),
    Rule("sql", 2.5, "from", r" [\w.]+( \w+)?;$"),
    Rule("sql", 3.5, "WHERE HAVING ON AND OR", r" .*(=|<|>|\bLIKE\b|\bIN\b|\bIS\b|\bBETWEEN\b|EXISTS|\()"),
    Rule("sql", 3, "where and or", r" \w+(\.\w+)? ?(=|<|>|like|in \() ?.*;?$"),
    Rule("sql", 4, "INNER LEFT RIGHT FULL CROSS OUTER NATURAL", r" (OUTER )?(JOIN)?"),
    Rule("sql", 4, "JOIN", r" [\w.]+"),
    Rule("sql", 4, "GROUP ORDER PARTITION", r" BY "),
    Rule("sql", 4, "group order", r" by [\w., ]+( desc| asc)?;?$"),
    Rule("sql", 3, "LIMIT OFFSET FETCH TOP", r" \w+"),
    Rule("sql", 4, "INSERT DELETE MERGE", r" (INTO|FROM) "),
    Rule("sql", 4, "insert delete", r" (into|from) [\w.]+.*[;(]?$"),
    Rule("sql", 4, "VALUES SET", r"( .*=| ?\(|$)"),
    Rule("sql", 3.5, "UPDATE", r" [\w.]+( SET .*)?$"),
    Rule("sql", 4, "update", r" \w+ set "),
    Rule(
        "sql", 5, "CREATE ALTER DROP TRUNCATE create alter drop truncate",
        r" (OR REPLACE |UNIQUE |TEMPORARY |CLUSTERED |NONCLUSTERED |or replace |unique )*"
        r"(TABLE|INDEX|VIEW|DATABASE|SCHEMA|USER|PROCEDURE|FUNCTION|TRIGGER|ROLE|SEQUENCE|TYPE|EXTENSION"
        r"|table|index|view|database|schema|user|procedure|function|trigger|role) ",
    ),
    Rule("sql", 4, "WITH", r" (RECURSIVE )?\w+ AS"),
    Rule("sql", 3, "UNION EXCEPT INTERSECT", r"( ALL)?$"),
    Rule("sql", 4, "GRANT REVOKE EXPLAIN EXEC EXECUTE DECLARE", r" \S"),
    Rule("sql", 2.5, "BEGIN COMMIT ROLLBACK START END SAVEPOINT", r"( TRAN(SACTION)?)?( \w+)?;?$"),
    Rule("sql", 3.5, "PRIMARY FOREIGN UNIQUE CONSTRAINT CHECK REFERENCES", r"( KEY)? ?(\(|\w)"),
    Rule("sql", 2.5, "CASE WHEN ELSE THEN", r"( .*)?$"),
)  # fmt: skip

IMAGES: Final = (
    Rule("dockerfile", 4.5, "FROM", r" (--platform=\S+ )?[\w./${}-]+(:[\w.${}-]+|@sha256\S+)?( (AS|as) [\w.-]+)$"),
    Rule("dockerfile", 4.5, "FROM", r" (--platform=\S+ )?[\w./${}-]+:[\w.${}-]+$"),
    Rule("dockerfile", 2.5, "FROM", r" [a-z][\w./-]*$"),
    Rule("dockerfile", 4, "RUN", r" (--\w+=\S+ |\[)?[a-z\"./]\S*"),
    Rule("dockerfile", 4.5, "COPY ADD", r" (--\w+=\S+ )*[\w./*\"\[${}:-]+,? \S+"),
    Rule("dockerfile", 4, "WORKDIR VOLUME", r" [\"/\[$.\w]\S*( \S+)*$"),
    Rule("dockerfile", 5, "CMD ENTRYPOINT SHELL", r" (\[.*|[a-z./]\S*.*)$"),
    Rule("dockerfile", 4, "EXPOSE", r" [\d$]"),
    Rule("dockerfile", 4, "ENV ARG LABEL", r" [\w.\"-]+([= ].*)?$"),
    Rule("dockerfile", 3.5, "USER STOPSIGNAL MAINTAINER", r" \S+( \S+)?$"),
    Rule("dockerfile", 4.5, "HEALTHCHECK ONBUILD", r" (--\w|CMD|NONE|[A-Z]+ )"),
)
