using System.Text.Json.Serialization;
using Hone.Learn;

namespace Hone.Cli;

/// <summary>One row of <c>hone predict --json</c>.</summary>
/// <param name="Row">Its number, from 1 as people count.</param>
/// <param name="Label">The most probable class; absent for numbers.</param>
/// <param name="Probability">Its probability; absent for numbers.</param>
/// <param name="Probabilities">All probabilities by class; absent for numbers.</param>
/// <param name="Numbers">The predicted numbers by target; absent for classes.</param>
internal sealed record TablePredictionJson(
    int Row,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Probability,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, double>? Probabilities,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, double>? Numbers)
{
    public static TablePredictionJson Of(TablePrediction prediction, TablePredictions all)
    {
        bool isClass = prediction.Label is not null;
        IReadOnlyList<string> names = isClass ? all.Vocab : all.Targets;
        var values = new OrderedDictionary<string, double>();
        for (int i = 0; i < names.Count; i++)
        {
            values.Add(names[i], prediction.Outputs[i]);
        }

        return new TablePredictionJson(prediction.Row + 1, prediction.Label, isClass ? prediction.Probability : null, isClass ? values : null, isClass ? null : values);
    }
}
