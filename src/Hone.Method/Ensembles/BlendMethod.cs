using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>How several predictions become one.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<BlendMethod>))]
public enum BlendMethod
{
    /// <summary>The mean of the outputs; nothing is fitted.</summary>
    Mean,

    /// <summary>The geometric mean of the outputs, brought back to sum 1 for classes; nothing is fitted.</summary>
    Geometric,

    /// <summary>The mean of the ranks, for metrics of order alone such as auc; nothing is fitted.</summary>
    Rank,

    /// <summary>Weights from 0 to 1 with sum 1 that make the squared error smallest (for classes the Brier score).</summary>
    Weighted,

    /// <summary>Greedy forward selection with replacement by the metric itself (Caruana and others, "Ensemble selection from libraries of models", 2004).</summary>
    Greedy,

    /// <summary>A second model over the outputs; kept only where it beats the greedy blend on rows that neither has seen.</summary>
    Stack,
}
