using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Hands prepared tables to trees.</summary>
public static class FeatureMatrixTrees
{
    /// <summary>The features as trees take them: boosted trees split categories into sets, single trees and forests cut them in the order of their codes.</summary>
    /// <param name="features">Codes and numbers, as <see cref="TabularData.ToMatrix(IReadOnlyList{int})"/> gives them.</param>
    /// <returns>The same rows and columns.</returns>
    public static TreeData ToTreeData(this FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        int[] categorical = [.. Enumerable.Range(0, features.ColumnCount).Where(column => features.IsCategorical[column])];
        return TreeData.FromColumns(features.Columns, new() { Names = features.Names, Categorical = categorical });
    }
}
