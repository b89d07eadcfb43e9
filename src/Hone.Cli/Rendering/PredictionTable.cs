using System.Globalization;

namespace Hone.Cli;

/// <summary>Predictions as lines: probability, label, file. The file comes last because paths have any length.</summary>
internal sealed class PredictionTable
{
    private const int WidestLabel = 32;
    private const int ProbabilityWidth = 6;

    private readonly TextTable _table;

    /// <summary>A table whose column of labels fits the names of a model.</summary>
    public PredictionTable(IReadOnlyList<string> vocab)
    {
        int width = Math.Min(WidestLabel, vocab.Append("none").Max(name => name.Length));
        _table = new TextTable(new TableColumn("prob.", ProbabilityWidth, IsNumber: true), new TableColumn("label", width), new TableColumn("file", 0));
    }

    /// <summary>One line, as markup.</summary>
    public string Row(string file, Learn.Prediction prediction) =>
        _table.Row(prediction.Probability.ToString("0.0000", CultureInfo.InvariantCulture), prediction.Answer, file);
}
