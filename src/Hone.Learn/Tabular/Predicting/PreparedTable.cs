using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Prepared rows in the forms that models take, each made once.</summary>
internal sealed class PreparedTable
{
    private readonly Lazy<FeatureMatrix> _matrix;

    public PreparedTable(TabularRows rows, bool isCategory, int outputs, int batchSize)
    {
        Rows = rows;
        IsCategory = isCategory;
        Outputs = outputs;
        BatchSize = batchSize;
        _matrix = new Lazy<FeatureMatrix>(() => rows.ToMatrix([.. Enumerable.Range(0, rows.Count)]));
    }

    public TabularRows Rows { get; }

    public bool IsCategory { get; }

    public int Outputs { get; }

    /// <summary>Rows that go through a net together.</summary>
    public int BatchSize { get; }

    /// <summary>Column by column: codes first, then numbers.</summary>
    public FeatureMatrix Matrix => _matrix.Value;
}
