namespace Hone.Method;

/// <summary>The stages of the first project, in their order.</summary>
public enum StartStage
{
    /// <summary>The project folder and its charter.</summary>
    Project,

    /// <summary>The data: described, checked, split, the test labels sealed.</summary>
    Data,

    /// <summary>The first rungs of the baseline ladder.</summary>
    Baselines,

    /// <summary>The checks of one batch.</summary>
    Checks,

    /// <summary>A first training on a small subset.</summary>
    SmallTraining,

    /// <summary>The training on the whole training part.</summary>
    Training,

    /// <summary>What was learned.</summary>
    Lessons,

    /// <summary>The vault: one score on the test part.</summary>
    Vault,

    /// <summary>The report.</summary>
    Report,
}
