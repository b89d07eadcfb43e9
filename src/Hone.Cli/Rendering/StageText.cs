using Hone.Method;

namespace Hone.Cli;

/// <summary>The heading of each stage and why it is there.</summary>
internal static class StageText
{
    public static string Title(StartStage stage) => stage switch
    {
        StartStage.Project => "Project",
        StartStage.Data => "Data",
        StartStage.Baselines => "Baselines",
        StartStage.Checks => "One batch",
        StartStage.SmallTraining => "First training",
        StartStage.Training => "Training",
        StartStage.Lessons => "What was learned",
        StartStage.Vault => "Test",
        StartStage.Report => "Report",
        _ => stage.ToString(),
    };

    public static string Purpose(StartStage stage) => stage switch
    {
        StartStage.Project => "a question, a target and the number that decides",
        StartStage.Data => "looked at and split before anything is trained",
        StartStage.Baselines => "what a model has to beat",
        StartStage.Checks => "checked before hours are spent",
        StartStage.SmallTraining => "on a small share, to see that everything works",
        StartStage.Training => "the real one",
        StartStage.Lessons => "on the validation part",
        StartStage.Vault => "the vault is opened once, and a ledger remembers it",
        StartStage.Report => "everything above, with pictures",
        _ => "",
    };
}
