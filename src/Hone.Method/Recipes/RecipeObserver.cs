using Hone.Learn;

namespace Hone.Method;

/// <summary>Told what a recipe does; override what is of interest. Calls come from the thread of the recipe, those about trees from any thread.</summary>
public abstract class RecipeObserver
{
    /// <summary>A run has begun: its record and its hypothesis are on the disk, no batch has been read.</summary>
    /// <param name="run">Its record.</param>
    /// <param name="items">The training, validation and test items, in words.</param>
    public virtual void Began(RunRecord run, string items)
    {
    }

    /// <summary>Something is not as it was asked for, or worth a thought.</summary>
    /// <param name="warning">One sentence.</param>
    public virtual void Warned(string warning)
    {
    }

    /// <summary>The recipe says something.</summary>
    /// <param name="line">One line.</param>
    public virtual void Said(string line)
    {
    }

    /// <summary>A net learned on.</summary>
    /// <param name="progress">Where it is.</param>
    public virtual void Advanced(TrainingProgress progress)
    {
    }

    /// <summary>Trees grew.</summary>
    /// <param name="progress">How many there are.</param>
    public virtual void Grew(TreeProgress progress)
    {
    }

    /// <summary>A run has ended well.</summary>
    /// <param name="result">What came of it.</param>
    public virtual void Finished(RecipeResult result)
    {
    }
}
