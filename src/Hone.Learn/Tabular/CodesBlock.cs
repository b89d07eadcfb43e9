namespace Hone.Learn;

/// <summary>The categorical columns of prepared rows: <c>[batch, columns]</c> of Int64.</summary>
internal sealed class CodesBlock(TabularRows rows, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> classes) : Block<int>
{
    public override Column Bind(BoundItems<int> items) => new CodesColumn(rows, names, classes);

    public override string ToString() => $"CodesBlock({string.Join(", ", names)})";
}
