using System.Globalization;
using System.Text.Json.Serialization;

namespace Hone.Cli;

/// <summary>One prediction of <c>hone predict --json</c>.</summary>
/// <param name="File">The file as it was typed; of an item of several files all of them, with commas between.</param>
/// <param name="Label">The most probable label.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Labels">The labels above the model's threshold, for models that answer with several; otherwise empty.</param>
/// <param name="Probabilities">All probabilities by label, or by index for a model without names.</param>
/// <param name="Files">The files of an item of several inputs, in their order; left out for one.</param>
internal sealed record PredictionJson(string File, string Label, float Probability, IReadOnlyList<string> Labels, IReadOnlyDictionary<string, float> Probabilities, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Files = null)
{
    public static PredictionJson Of(string file, Learn.Prediction prediction, IReadOnlyList<string> vocab)
    {
        var probabilities = new OrderedDictionary<string, float>();
        for (int i = 0; i < prediction.Probabilities.Count; i++)
        {
            probabilities.Add(i < vocab.Count ? vocab[i] : i.ToString(CultureInfo.InvariantCulture), prediction.Probabilities[i]);
        }

        return new PredictionJson(file, prediction.Label, prediction.Probability, prediction.Labels, probabilities);
    }
}
