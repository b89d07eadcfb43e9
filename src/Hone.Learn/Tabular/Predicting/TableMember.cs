namespace Hone.Learn;

/// <summary>One model that predicts prepared rows of a table: a net or a model of trees. Several of them vote with the mean of their answers.</summary>
public abstract class TableMember
{
    private protected TableMember()
    {
    }

    /// <summary>Checks that the model fits the prepared columns and answers with as many numbers as are needed.</summary>
    /// <exception cref="HoneException">It does not.</exception>
    internal abstract void Require(TabularPreparation preparation, bool isCategory, int outputs);

    /// <summary>Probabilities or numbers: <c>[rows, outputs]</c>.</summary>
    internal abstract double[] Compute(PreparedTable table, CancellationToken cancellationToken);

    /// <summary>What the model is, as data, and its weights.</summary>
    /// <exception cref="HoneException">It cannot be told as data.</exception>
    internal abstract (TableMemberContent Content, byte[] Weights) Describe();
}
