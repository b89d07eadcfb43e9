using System.Globalization;

namespace Hone.Learn;

/// <summary>Checks what a fit is given, so that growing needs no checks.</summary>
internal static class TreeTargets
{
    /// <summary>Class indices as numbers, and the number of classes.</summary>
    public static (double[] Targets, int Classes) OfClasses(TreeData data, int[] targets)
    {
        RequireRows(data, targets.Length);
        int largest = 0;
        var numbers = new double[targets.Length];
        for (int row = 0; row < targets.Length; row++)
        {
            if (targets[row] < 0)
            {
                throw new HoneDataException("Class indices from 0.", $"{targets[row]}", $"target of row {row}", "number the classes from 0; leave out rows whose class is not known");
            }

            largest = Math.Max(largest, targets[row]);
            numbers[row] = targets[row];
        }

        if (largest >= Math.Max(1000, targets.Length))
        {
            throw new HoneDataException("Class indices that count classes from 0.", $"an index of {largest} for {targets.Length} rows", "targets", "number the classes without gaps, or predict the number with a regressor");
        }

        if (Array.TrueForAll(targets, target => target == targets[0]))
        {
            throw new HoneDataException("Targets of at least two classes.", $"{targets.Length} rows, all of class {targets[0]}", "targets", "check the target column: there is nothing to learn");
        }

        return (numbers, largest + 1);
    }

    /// <summary>Checks numbers.</summary>
    public static void RequireNumbers(TreeData data, double[] targets)
    {
        RequireRows(data, targets.Length);
        for (int row = 0; row < targets.Length; row++)
        {
            if (!double.IsFinite(targets[row]))
            {
                throw new HoneDataException("Finite targets.", targets[row].ToString(CultureInfo.InvariantCulture), $"target of row {row}", "leave out rows whose target is not known");
            }
        }
    }

    /// <summary>The weights of the rows; 1 each when none are given.</summary>
    public static double[] Weights(int rows, double[]? weights)
    {
        if (weights is null)
        {
            var ones = new double[rows];
            Array.Fill(ones, 1);
            return ones;
        }

        if (weights.Length != rows)
        {
            throw new HoneDataException($"One weight for each of {rows} rows.", $"{weights.Length} weights", "TreeFitOptions.Weights", "give as many weights as rows");
        }

        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            if (!double.IsFinite(weights[row]) || weights[row] < 0)
            {
                throw new HoneDataException("Weights that are finite and not negative.", weights[row].ToString(CultureInfo.InvariantCulture), $"weight of row {row}", "0 leaves a row out");
            }

            sum += weights[row];
        }

        if (sum <= 0)
        {
            throw new HoneDataException("A row with a weight above 0.", $"{rows} weights of 0", "TreeFitOptions.Weights", "check the weights");
        }

        return weights;
    }

    private static void RequireRows(TreeData data, int targets)
    {
        if (data.Rows != targets)
        {
            throw new HoneDataException($"One target for each of {data.Rows} rows.", $"{targets} targets", "Fit", "give as many targets as rows");
        }

        if (data.Rows == 0 || data.Columns == 0)
        {
            throw new HoneDataException("At least one row and one column.", $"{data.Rows} rows and {data.Columns} columns", "Fit", "check how the data was read");
        }
    }
}
