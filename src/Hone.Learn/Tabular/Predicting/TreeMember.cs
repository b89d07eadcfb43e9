using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>A model of trees over prepared columns, which it finds by the names that it was fitted with; it may use some of them only.</summary>
public sealed class TreeMember : TableMember
{
    /// <summary>Takes a fitted model.</summary>
    /// <param name="model">Fitted on columns of <see cref="TabularData.ToMatrix(IReadOnlyList{int})"/>, under their names.</param>
    public TreeMember(TreeModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
    }

    /// <summary>The model.</summary>
    public TreeModel Model { get; }

    internal override void Require(TabularPreparation preparation, bool isCategory, int outputs)
    {
        string[] known = [.. preparation.Names.Categorical, .. preparation.Names.Continuous];
        string[] unknown = [.. Model.FeatureNames.Except(known)];
        if (unknown.Length > 0)
        {
            throw new HoneException($"Trees over the {known.Length} prepared columns: {string.Join(", ", known)}.", $"{unknown.Length} others: {string.Join(", ", unknown)}", nameof(TreeMember), "fit the trees on data.ToMatrix(...), with its names: TreeDataOptions.Names");
        }

        int width = Model is TreeClassifier classifier ? classifier.Classes : 1;
        if (Model is TreeClassifier != isCategory || width != outputs)
        {
            throw new HoneException(
                isCategory ? $"A classifier of {outputs} classes." : outputs == 1 ? "A regressor." : $"A net with {outputs} outputs: trees predict one number.",
                string.Create(CultureInfo.InvariantCulture, $"{Model.Kind} with {width} {(Model is TreeClassifier ? "classes" : "output")}"),
                nameof(TreeMember),
                "use the trees that were fitted on this table");
        }
    }

    internal override double[] Compute(PreparedTable table, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FeatureMatrix matrix = table.Matrix;
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < matrix.ColumnCount; i++)
        {
            positions.Add(matrix.Names[i], i);
        }

        float[][] columns = [.. Model.FeatureNames.Select(name => matrix.Columns[positions[name]])];
        return Model.Response(TreeData.FromColumns(columns, new() { Names = [.. Model.FeatureNames] })); // [rows, outputs]
    }

    internal override (TableMemberContent Content, byte[] Weights) Describe() =>
        (new TableMemberContent(TableMemberKind.Trees, string.Empty, string.Empty, null, null, TreeFile.Describe(Model)), TreeFile.Arrays(Model));
}
