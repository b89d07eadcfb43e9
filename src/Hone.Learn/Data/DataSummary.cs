using System.Text;

namespace Hone.Learn;

/// <summary>The way of one sample and one small batch through a data block, step by step; fastai's <c>DataBlock.summary</c> as an object.</summary>
/// <param name="Steps">The steps in order; a failed one is the last.</param>
public sealed record DataSummary(IReadOnlyList<SummaryStep> Steps)
{
    /// <summary>Whether every step worked.</summary>
    public bool Succeeded => Steps.Count == 0 || !Steps[^1].Failed;

    /// <summary>The steps as lines.</summary>
    /// <returns>One line a step.</returns>
    public override string ToString()
    {
        int width = Steps.Count == 0 ? 0 : Steps.Max(step => step.Name.Length);
        var text = new StringBuilder();
        foreach (SummaryStep step in Steps)
        {
            string mark = step.Failed ? "FAILED " : string.Empty;
            text.Append(step.Name.PadRight(width)).Append("  ").Append(mark).AppendLine(step.Result.ReplaceLineEndings(" "));
        }

        return text.ToString();
    }
}
