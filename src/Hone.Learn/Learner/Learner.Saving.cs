using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Learner
{
    /// <summary>Writes weights, buffers, random streams and, if there is one, the state of the optimizer into one safetensors file; fastai's <c>save</c>.</summary>
    /// <remarks>
    /// After <see cref="Load"/> a learner trains on as this one would have, to the last digit. A fit that was cut off in the middle goes on from a
    /// <see cref="CheckpointCallback"/> instead, and predictions elsewhere need <see cref="LearnerExport.Export"/>. A crash leaves the old file or the new one.
    /// </remarks>
    /// <param name="path">The file, such as <c>models/stage1.safetensors</c>; its folder is created when missing.</param>
    /// <param name="withOptimizer">Whether the state of the optimizer is written too; true as in fastai. It makes the file three times as large for AdamW.</param>
    /// <exception cref="HoneException">The file cannot be written, or a parameter has no values yet.</exception>
    public void Save(string path, bool withOptimizer = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SavedLearner.Write(path, Model, withOptimizer ? _optimizer : null);
    }

    /// <summary>Restores what <see cref="Save"/> wrote, or what a <see cref="CheckpointCallback"/> or <see cref="SaveModel"/> did; fastai's <c>load</c>.</summary>
    /// <remarks>Freezing is not part of a file: freeze as before <see cref="Save"/>, then load. Differences from fastai: an optimizer that does not fit is reported instead of printed, and nothing is executed.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="options">Whether the optimizer is restored, and how strictly the weights must fit; null stands for fastai's defaults.</param>
    /// <returns>What was loaded and what was not.</returns>
    /// <exception cref="HoneFormatException">The file is no saved learner, or damaged.</exception>
    /// <exception cref="StateDictException">Names or shapes of the weights differ, and <see cref="LearnerLoadOptions.Strict"/> is set; nothing has been changed.</exception>
    /// <exception cref="HoneException">The file cannot be opened.</exception>
    public LearnerLoad Load(string path, LearnerLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new LearnerLoadOptions();
        SavedLearner saved = SavedLearner.Read(path);
        StateDictReport weights = saved.LoadModel(Model, options.Strict);
        if (!options.WithOptimizer)
        {
            return new LearnerLoad(weights, OptimizerLoad.NotAsked);
        }

        _optimizer = null;
        if (saved.Optimizer.Count == 0)
        {
            return new LearnerLoad(weights, OptimizerLoad.NotInFile);
        }

        try
        {
            Optimizer.LoadStateDict(saved.Optimizer);
            return new LearnerLoad(weights, OptimizerLoad.Loaded);
        }
        catch (StateDictException error)
        {
            return new LearnerLoad(weights, OptimizerLoad.DoesNotFit, error.Message);
        }
    }
}
