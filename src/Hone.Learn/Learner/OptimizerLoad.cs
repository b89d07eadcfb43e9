namespace Hone.Learn;

/// <summary>What became of the optimizer's state when a learner was loaded.</summary>
public enum OptimizerLoad
{
    /// <summary>Restored: training goes on with the moments of before.</summary>
    Loaded,

    /// <summary>The file holds none; the optimizer starts anew.</summary>
    NotInFile,

    /// <summary>It was not asked for; the optimizer is as it was.</summary>
    NotAsked,

    /// <summary>It belongs to another optimizer or to other parameters; <see cref="LearnerLoad.OptimizerProblem"/> says which, and the optimizer starts anew.</summary>
    DoesNotFit,
}
