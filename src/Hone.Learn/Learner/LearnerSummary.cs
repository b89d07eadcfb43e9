using System.Globalization;
using System.Text;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>A model, its data and how it learns, as a table.</summary>
/// <param name="Model">The layers with shapes and parameters.</param>
/// <param name="Optimizer">Name of the optimizer and its learning rates by group.</param>
/// <param name="Loss">Name of the loss.</param>
/// <param name="FrozenGroups">Parameter groups that do not learn.</param>
/// <param name="Groups">Parameter groups in all.</param>
/// <param name="Callbacks">Names of the callbacks of every fit, in order.</param>
public sealed record LearnerSummary(ModuleSummary Model, string Optimizer, string Loss, int FrozenGroups, int Groups, IReadOnlyList<string> Callbacks)
{
    /// <summary>The table as text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Model.ToString());
        text.Append('\n').Append("Optimizer: ").Append(Optimizer);
        text.Append('\n').Append("Loss: ").Append(Loss);
        text.Append(CultureInfo.InvariantCulture, $"\nGroups: {Groups}, of which {FrozenGroups} frozen");
        text.Append('\n').Append("Callbacks: ").Append(string.Join(", ", Callbacks));
        return text.ToString();
    }
}
