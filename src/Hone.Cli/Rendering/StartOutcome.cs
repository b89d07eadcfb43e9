using Hone.Method;

namespace Hone.Cli;

/// <summary>The last lines of <c>hone start</c> where nothing else is shown.</summary>
internal static class StartOutcome
{
    /// <summary>The outcome in two lines.</summary>
    public static void Quiet(Screen screen, StartResult result)
    {
        VaultOpening test = result.Test;
        screen.Line(
            $"accuracy {Figures.Score(test.Score)} {Screen.Styled(Figures.Interval(test.Interval), "")} "
            + $"on {Figures.Count(test.N)} sealed test images, opening {test.OpeningNumber}");
        screen.Paragraph("report ", 7, Paths.Shown(result.ReportPath));
    }

    /// <summary>What a stopped command leaves behind and how to go on.</summary>
    public static void Stopped(Screen screen, StartOptions options, StartObserver observer)
    {
        if (observer.Project is null)
        {
            screen.Line("stopped before the project was made");
            return;
        }

        bool isTraining = observer.Stage == StartStage.Training && observer.Plan is not null;
        string when = isTraining
            ? observer.Epoch == 0 ? "before the end of the first epoch" : $"after epoch {observer.Epoch} of {observer.Plan!.Epochs}"
            : $"in the stage '{StageText.Title(observer.Stage ?? StartStage.Project)}'";
        screen.Paragraph("", 0, $"stopped {when}; hone start --resume --dir {CommandLines.Quoted(options.Directory)} goes on");
    }
}
