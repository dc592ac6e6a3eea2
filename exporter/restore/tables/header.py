"""The row of headings: short, capitalized alike, often words of the question, now and then without the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exporter.restore.tables.candidates import Seam
from exporter.restore.tables.cuts import Cut, cut
from exporter.restore.words.frequencies import word_set

# What columns are called everywhere.
_USUAL = word_set(
    "action advantage advantages aspect best case cases category code command complexity cons criteria criterion"
    " default description difference disadvantage disadvantages example examples feature features field flag function"
    " key keyword level meaning memory method name notes operation operator option parameter performance point pros"
    " property purpose result return returns scope space speed syntax term time tool type usage use value version"
    " when бывает значение когда команда критерий метод название назначение описание операция оператор параметр пример"
    " признак разница свойство тип"
)
# The same in scripts without capitals and without blanks: a cell that is one of these is hardly one by chance.
_USUAL_WITHOUT_BLANKS = word_set(
    "作用 优点 优势 作者 使用场景 例子 值 值类型 内容 分类 列名 列表名称 功能 功能描述 单位 参数 参数名 参数名称"
    " 取值 取值范围 可选值 名字 名称 含义 命令 备注 变量 变量名 地址 场景 复杂度 大小 字段 字段名 字段名称"
    " 字段类型 实例 对比 对象 属性 属性名 工具 平台 序号 应用 异常 必填 必选 必须 性能 成员 技术 指令 指标 接口"
    " 描述 插件 操作 操作符 数据库 数据类型 数量 文件 文件名 方式 方案 方法 方法名 日期 时间 时间复杂度 时间戳"
    " 是否必填 是否必选 是否必须 是否必需 是否可选 更多 最大值 最小值 服务 条件 权限 来源 格式 框架 标签 标识"
    " 标题 样例 概念 模块 模式 注意 注解 注释 版本 版本号 特性 特点 状态 状态码 环境 用法 用途 目录 目的 示例"
    " 示例值 种类 空间复杂度 端口 类别 类型 系统 索引 级别 组件 结果 编号 缺点 缺省值 缺陷 表名 角色 解释"
    " 触发条件 语法 语言 说明 路径 输入 输出 返回 返回值 返回类型 进程 运算符 选项 适用场景 配置 配置项 配置说明"
    " 问题 阶段 限制 难度 集合 项 项目 默认 默认值 链接 名前 説明 型 例 備考 項目 値 機能 種類 引数 戻り値 既定値"
    " デフォルト デフォルト値 オプション パラメータ パラメーター プロパティ メソッド コマンド タイプ バージョン"
    " フィールド 意味 対象 状態 이름 설명 타입 유형 기본값 예시 값 필수 옵션 속성 매개변수 비고 의미 명령 명령어"
    " 기능 버전 종류 필드 내용"
)
_TERM = re.compile(r"[\w.@#+/()*=-]+")
_TERM_WORDS = 4
_IN_QUESTION, _USUAL_WORD, _SMALL_LETTER, _LONG = 1.8, 1.2, -1.0, -1.0
_USUAL_WHOLE = 2.5
_ALL_IN_QUESTION = 2.0
_DIGIT = -3.0  # `50Questions` is furniture, no heading
_NAME = re.compile(r"[a-z][A-Z]|[_().]")  # a name of code keeps its small letter: `useState`
_DECORATION = "?.,:;!"


class Header:
    """Judges cells of a header; built once per table from the question that the table answers."""

    def __init__(self, question: str) -> None:
        self._terms = _terms(question)
        self._scores: dict[str, float] = {}

    def cuts(self, line: str, seams: Sequence[Seam], count: int) -> Iterator[tuple[bool, Cut]]:
        """The headings cut into `count` cells, and into one less where the first is empty: whether it is, and how."""
        for corner in (False, True):
            found = self._proven(cut(line, seams, count - corner, self._judge))
            if found:
                yield corner, found

    def _proven(self, found: Cut | None) -> Cut | None:
        """The question names what its table compares: headings that are all its terms are hardly cut by chance."""
        if found is None or len(found.cells) < 2 or not self.are_terms(found.cells):
            return found
        return replace(found, score=found.score + _ALL_IN_QUESTION * len(found.cells))

    def are_terms(self, cells: Sequence[str]) -> bool:
        """Whether the question names all of these."""
        return all(cell.lower() in self._terms for cell in cells)

    def _judge(self, _column: int, cell: str) -> float:
        score = self._scores.get(cell)
        if score is None:
            score = self._scores[cell] = self._score(cell)
        return score

    def _score(self, cell: str) -> float:
        words = cell.split()
        score = _LONG * max(0, len(words) - 3)
        if cell.lower() in self._terms:
            score += _IN_QUESTION
        elif cell in _USUAL_WITHOUT_BLANKS:
            score += _USUAL_WHOLE
        elif usual(cell):
            score += _USUAL_WORD
        elif cell[0].islower() and not _NAME.search(cell):
            score += _SMALL_LETTER
        return score + (_DIGIT if cell[0].isdigit() else 0.0)


def usual(cell: str) -> bool:
    """Whether a cell begins as headings everywhere do."""
    return (cell[0].isupper() and cell.split()[0].lower() in _USUAL) or cell in _USUAL_WITHOUT_BLANKS


def _terms(question: str) -> frozenset[str]:
    """All sequences of up to four words of the question, in lower case, singular and plural."""
    words = [word.strip(_DECORATION) for word in _TERM.findall(question.lower()[:500].replace("?", " "))]
    spans = {" ".join(words[start : start + size]) for start in range(len(words)) for size in range(1, _TERM_WORDS + 1)}
    return frozenset(spans | {f"{span}s" for span in spans} | {span.removesuffix("s") for span in spans})
