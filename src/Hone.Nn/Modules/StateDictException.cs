namespace Hone.Nn;

/// <summary>Weights do not fit the module that was to take them; nothing has been changed.</summary>
public sealed class StateDictException : HoneException
{
    internal StateDictException(string module, StateDictReport report)
        : base(
            $"Weights whose names and shapes are those of {module}.",
            report.ToString(),
            "LoadStateDict",
            "rename the keys or change the model; strict: false loads what fits and reports the rest")
    {
        Report = report;
    }

    /// <summary>The names on both sides.</summary>
    public StateDictReport Report { get; }
}
