(* Theorems on groups of rollouts, populations in continuous time, chance and
   other rewards, again in the vocabulary of the libraries alone; see Audit.v.

   y i      == the answer of the i-th of N rollouts
   votes a  == how many of them answer a
   i        == a problem, with the weight share i, the majority answer m i and the
               correct answer c i
   one exact step is the time 1/beta. *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Sums Policy Examples Rollouts Groups Chain Course TwoKinds Ceiling Verifier.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

(* ------------------------------------------------------------------------ *)
(* One group of N rollouts y with the label m.                               *)

Section Group.

Variables (A : finType) (N : nat) (y : {ffun 'I_N -> A}) (m : A) (pi : A -> R).
Hypothesis N_gt0 : (0 < N)%N.

(* The gradient of ln pi at the answer x, by the logit of a, is 1[x = a] - pi a. *)
Theorem T27_group_gradient (a : A) :
  let r i := if y i == m then 1 else 0 in
  let mean := (\big[Rplus/0]_(i < N) r i) / INR N in
  let f b := INR #|[set i | y i == b]| / INR N in
  (\big[Rplus/0]_(i < N) ((r i - mean) * ((if y i == a then 1 else 0) - pi a))) / INR N
    = f a * ((if a == m then 1 else 0) - f m) /\
  (\big[Rplus/0]_(i < N) (r i - mean) ^ 2) / INR N = f m * (1 - f m).
Proof.
move=> r mean f; split; first exact: (Groups.group_gradient_closed N_gt0 pi y m a).
exact: (Groups.group_variance N_gt0 y m).
Qed.

(* Against the mean of the other rewards, and with the variance over N - 1. *)
Theorem T27_leave_one_out (a : A) : (1 < N)%N ->
  let r i := if y i == m then 1 else 0 in
  let total := \big[Rplus/0]_(i < N) r i in
  let f b := INR #|[set i | y i == b]| / INR N in
  (\big[Rplus/0]_(i < N) ((r i - (total - r i) / (INR N - 1))
      * ((if y i == a then 1 else 0) - pi a))) / INR N
    = INR N / (INR N - 1) * (f a * ((if a == m then 1 else 0) - f m)) /\
  (\big[Rplus/0]_(i < N) (r i - total / INR N) ^ 2) / (INR N - 1)
    = INR N / (INR N - 1) * (f m * (1 - f m)).
Proof.
move=> N_gt1 r total f; split.
  by rewrite -(Groups.group_gradient_closed N_gt0 pi y m a); exact: (Groups.leave_one_out N_gt0 pi y m a N_gt1).
have N_neq1 : 1 < INR N by apply: (lt_INR 1); apply/ltP.
have := Groups.group_variance N_gt0 y m; rewrite /Groups.group_mean /Groups.frequency -/(f m) => <-.
rewrite /Groups.group_reward -/total; move: (\big[Rplus/0]_(i < N) (_ ^ 2)) => x.
by field; lra.
Qed.

Theorem T27_silent : (exists i, y i = m) ->
  let r i := if y i == m then 1 else 0 in
  let mean := (\big[Rplus/0]_(i < N) r i) / INR N in
  (forall a, (\big[Rplus/0]_(i < N)
     ((r i - mean) * ((if y i == a then 1 else 0) - pi a))) / INR N = 0)
  <-> forall i, y i = m.
Proof.
case=> i0 i0_m r mean; apply: (Groups.group_silent N_gt0 pi).
by apply/card_gt0P; exists i0; rewrite inE i0_m.
Qed.

End Group.

Theorem T27_unanimous (A : finType) (N : nat) (pi : A -> R) : (0 < N)%N ->
  \big[Rplus/0]_(y : {ffun 'I_N -> A})
     ((\big[Rmult/1]_(i < N) pi (y i)) * (if [exists a, [forall i, y i == a]] then 1 else 0))
  = \big[Rplus/0]_(a : A) pi a ^ N.
Proof. by move=> N_gt0; exact: (Groups.unanimous N_gt0 pi). Qed.

(* reward a is the expected vote reward of a rollout that answers a, with n others
   (as in T28_increasing); its mean is the logged reward of n + 1 rollouts.   *)
Theorem T28_logged_reward (A : finType) (pi : A -> R) (n : nat) (a0 : A) :
  let chance (votes : A -> nat) a :=
    if [forall b, (votes b <= votes a)%N]
    then / INR #|[set x | [forall b, (votes b <= votes x)%N]]| else 0 in
  let reward a := \big[Rplus/0]_(y : {ffun 'I_n -> A})
    ((\big[Rmult/1]_(i < n) pi (y i))
     * chance (fun b => (b == a) + #|[set i | y i == b]|)%N a) in
  \big[Rplus/0]_(a : A) (pi a * reward a)
  = \big[Rplus/0]_(y : {ffun 'I_n.+1 -> A})
      ((\big[Rmult/1]_(i < n.+1) pi (y i))
       * (INR (\max_(b : A) #|[set i | y i == b]|) / INR n.+1)).
Proof. exact: (Groups.logged_reward pi n a0). Qed.

(* ------------------------------------------------------------------------ *)
(* Labels drawn by chance.                                                   *)

(* up k i is the chance to come from i to n in at most k steps: u i up, 1 - u i
   down, 0 and n keep what reaches them.                                     *)
Theorem T31_ruin (n : nat) (u : nat -> R) (up : nat -> nat -> R) (i : nat) :
  (0 < n)%N -> (forall j, 0 < u j < 1) -> (i <= n)%N ->
  (forall k, up k 0%N = 0) -> (forall k, up k n = 1) ->
  (forall j, (j < n)%N -> up 0%N j = 0) ->
  (forall k j, (0 < j < n)%N -> up k.+1 j = u j * up k j.+1 + (1 - u j) * up k j.-1) ->
  let gamma j := \big[Rmult/1]_(1 <= l < j.+1) ((1 - u l) / u l) in
  is_lim_seq (fun k => up k i)
    ((\big[Rplus/0]_(j < i) gamma j) / (\big[Rplus/0]_(j < n) gamma j)).
Proof.
move=> n_gt0 u_in i_le bottom top start next gamma.
have s j : Chain.scale u j = \big[Rplus/0]_(l < j) gamma l.
  by rewrite Chain.scale_sum; apply: eq_bigr => l _; exact: Chain.gamma_product.
rewrite -!s; apply: (is_lim_seq_ext (fun k => Chain.within n u k i)); last exact: Chain.ruin.
move=> k; elim: k i i_le => [|k IH] j j_le.
  move: j_le; rewrite leq_eqVlt => /orP[/eqP ->|lt]; first by rewrite Chain.within_top // top.
  by rewrite Chain.within_start // start.
move: j_le; rewrite leq_eqVlt => /orP[/eqP ->|lt]; first by rewrite Chain.within_top // top.
case: (posnP j) => [->|j_gt0]; first by rewrite Chain.within0 bottom.
rewrite Chain.within_step ?j_gt0 // next ?j_gt0 // !IH //.
by apply: leq_trans (leq_pred j) (ltnW lt).
Qed.

(* One vote, and log-odds x i in the state i. *)
Theorem T31_one_vote (x : nat -> R) (j : nat) :
  let u i := / (1 + exp (- x i)) in
  \big[Rmult/1]_(1 <= l < j.+1) ((1 - u l) / u l) = exp (- \big[Rplus/0]_(1 <= l < j.+1) x l).
Proof.
by move=> u; rewrite -Chain.gamma_logistic Chain.gamma_product.
Qed.

(* share k is P(the label of N rollouts is m) after k exact steps towards m. As
   long as the labels are m these are the steps taken, so that the product is
   the chance that the first n labels are all m.                             *)
Theorem T32_labels_stay (A : finType) (beta : R) (pi : nat -> A -> R) (m : A) (N n : nat) :
  0 < beta ->
  (forall a, 0 < pi 0%N a) -> \big[Rplus/0]_(a : A) pi 0%N a = 1 ->
  (forall k a, pi k.+1 a = pi k a * exp ((if a == m then 1 else 0) / beta)
     / \big[Rplus/0]_(b : A) (pi k b * exp ((if b == m then 1 else 0) / beta))) ->
  (forall a, a != m -> pi 0%N a < pi 0%N m) ->
  let chance (votes : A -> nat) a :=
    if [forall b, (votes b <= votes a)%N]
    then / INR #|[set x | [forall b, (votes b <= votes x)%N]]| else 0 in
  let share k := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    ((\big[Rmult/1]_(i < N) pi k (y i)) * chance (fun b => #|[set i | y i == b]|) m) in
  1 - (\big[Rplus/0]_(k < n)
         \big[Rplus/0]_(j | j != m) (1 - (sqrt (pi k m) - sqrt (pi k j)) ^ 2) ^ N)
    <= \big[Rmult/1]_(k < n) share k.
Proof.
move=> beta_gt0 gt0 sum1 next lead.
exact: (Chain.labels_stay N n beta_gt0 (conj gt0 sum1) (Examples.run_set1 next) lead).
Qed.

(* The chance that no label is ever another, the limit of those products. *)
Theorem T32_labels_always_stay (A : finType) (beta : R) (pi : nat -> A -> R) (m : A) (N : nat) :
  0 < beta ->
  (forall a, 0 < pi 0%N a) -> \big[Rplus/0]_(a : A) pi 0%N a = 1 ->
  (forall k a, pi k.+1 a = pi k a * exp ((if a == m then 1 else 0) / beta)
     / \big[Rplus/0]_(b : A) (pi k b * exp ((if b == m then 1 else 0) / beta))) ->
  (forall a, a != m -> pi 0%N a < pi 0%N m) ->
  let chance (votes : A -> nat) a :=
    if [forall b, (votes b <= votes a)%N]
    then / INR #|[set x | [forall b, (votes b <= votes x)%N]]| else 0 in
  let share k := \big[Rplus/0]_(y : {ffun 'I_N -> A})
    ((\big[Rmult/1]_(i < N) pi k (y i)) * chance (fun b => #|[set i | y i == b]|) m) in
  let misses n := \big[Rplus/0]_(k < n)
    \big[Rplus/0]_(j | j != m) (1 - (sqrt (pi k m) - sqrt (pi k j)) ^ 2) ^ N in
  exists P : R, is_lim_seq (fun n => \big[Rmult/1]_(k < n) share k) P /\
    forall S : R, is_lim_seq misses S -> 1 - S <= P.
Proof.
move=> beta_gt0 gt0 sum1 next lead.
exact: (Chain.labels_always_stay N beta_gt0 (conj gt0 sum1) (Examples.run_set1 next) lead).
Qed.

(* ------------------------------------------------------------------------ *)
(* A population in continuous time.                                          *)

Section Course.

Variables (I A : finType) (share : I -> R) (ref : I -> A -> R) (m c : I -> A).

Hypothesis share_ge0 : forall i, 0 <= share i.
Hypothesis ref_gt0 : forall i a, 0 < ref i a.
Hypothesis ref_sum1 : forall i, \big[Rplus/0]_(a : A) ref i a = 1.

Local Lemma refs i : Policy.policy (ref i).
Proof. by split. Qed.

(* After k exact steps on the votes the population is at the time k/beta. *)
Theorem T35_steps (beta : R) (pi : I -> nat -> A -> R) (k : nat) :
  0 < beta -> (forall i a, pi i 0%N a = ref i a) ->
  (forall i k a, pi i k.+1 a = pi i k a * exp ((if a == m i then 1 else 0) / beta)
     / \big[Rplus/0]_(b : A) (pi i k b * exp ((if b == m i then 1 else 0) / beta))) ->
  let accuracy t := \big[Rplus/0]_(i : I) (share i *
    (ref i (c i) * (if m i == c i then exp t else 1)
     / (ref i (m i) * exp t + (1 - ref i (m i))))) in
  \big[Rplus/0]_(i : I) (share i * pi i k (c i)) = accuracy (INR k / beta).
Proof.
move=> beta_gt0 start next.
exact: (Course.accuracy_steps share c refs k beta_gt0 start (fun i => Examples.run_set1 (next i))).
Qed.

(* V is the slope at the start, M that in the end, and their signs say how
   accuracy moves there, whatever the majorities.                            *)
Theorem T35_moments :
  let accuracy t := \big[Rplus/0]_(i : I) (share i *
    (ref i (c i) * (if m i == c i then exp t else 1)
     / (ref i (m i) * exp t + (1 - ref i (m i))))) in
  let V := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then ref i (m i) * (1 - ref i (m i)) else - (ref i (m i) * ref i (c i)))) in
  let M := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then (1 - ref i (m i)) / ref i (m i) else - (ref i (c i) / ref i (m i)))) in
  exists slope : R -> R,
    (forall t, is_derive accuracy t (slope t)) /\ slope 0 = V /\
    is_lim (fun t => exp t * slope t) p_infty M /\
    (M < 0 -> exists T, 0 < T /\ forall t, T <= t -> slope t < 0) /\
    (0 < M -> exists T, 0 < T /\ forall t, T <= t -> 0 < slope t).
Proof.
move=> accuracy V M; exists (Course.slope share ref m c).
split; first exact: (Course.accuracy_derive share m c refs).
split; first exact: (Course.slope_start share m c refs).
split; first exact: (@Course.slope_end _ _ share ref m c refs).
by split; [exact: (Course.ends_falling refs)|exact: (Course.ends_rising refs)].
Qed.

(* With the wrong majorities below a threshold, the signs decide the course. *)
Theorem T35_shape (level : R) :
  0 < level <= 1 ->
  (forall i, m i = c i -> level <= ref i (m i)) ->
  (forall i, m i <> c i -> ref i (m i) <= level) ->
  let accuracy t := \big[Rplus/0]_(i : I) (share i *
    (ref i (c i) * (if m i == c i then exp t else 1)
     / (ref i (m i) * exp t + (1 - ref i (m i))))) in
  let V := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then ref i (m i) * (1 - ref i (m i)) else - (ref i (m i) * ref i (c i)))) in
  let M := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then (1 - ref i (m i)) / ref i (m i) else - (ref i (c i) / ref i (m i)))) in
  exists slope : R -> R,
    (forall t, is_derive accuracy t (slope t)) /\
    (0 < V /\ M < 0 <->
     exists peak, 0 < peak /\
       (forall t, 0 <= t -> t < peak -> 0 < slope t) /\
       (forall t, peak < t -> slope t <= 0) /\
       exists T, forall t, T <= t -> slope t < 0) /\
    (0 <= M -> forall t, 0 <= t -> 0 <= slope t) /\
    (V <= 0 -> forall t, 0 <= t -> slope t <= 0).
Proof.
move=> level_in above below accuracy V M; exists (Course.slope share ref m c).
split; first exact: (Course.accuracy_derive share m c refs).
split; first exact: (Course.course share_ge0 refs level_in above below).
split=> sign t t_ge.
- exact: (Course.never_falls share_ge0 refs level_in above below sign t_ge).
- exact: (Course.never_rises share_ge0 refs level_in above below sign t_ge).
Qed.

End Course.

(* Two answers, and two kinds of problems: majorities P that are right, with the
   total weight right, and majorities Q that are wrong, with the weight wrong. *)
Section TwoKinds.

Variables (I : finType) (share : I -> R) (ref : I -> bool -> R) (m c : I -> bool) (P Q : R).

Hypothesis ref_gt0 : forall i a, 0 < ref i a.
Hypothesis ref_sum1 : forall i, \big[Rplus/0]_(a : bool) ref i a = 1.
Hypothesis right_mass : forall i, m i = c i -> ref i (m i) = P.
Hypothesis wrong_mass : forall i, m i <> c i -> ref i (m i) = Q.
Hypothesis P_in01 : 0 < P < 1.
Hypothesis Q_in01 : 0 < Q < 1.
Hypothesis right_gt0 : 0 < \big[Rplus/0]_(i : I) (share i * (if m i == c i then 1 else 0)).
Hypothesis wrong_gt0 : 0 < \big[Rplus/0]_(i : I) (share i * (if m i == c i then 0 else 1)).

Local Lemma two_refs i : Policy.policy (ref i).
Proof. by split. Qed.

Theorem T36_peak :
  let accuracy t := \big[Rplus/0]_(i : I) (share i *
    (ref i (c i) * (if m i == c i then exp t else 1)
     / (ref i (m i) * exp t + (1 - ref i (m i))))) in
  let V := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then ref i (m i) * (1 - ref i (m i)) else - (ref i (m i) * ref i (c i)))) in
  let M := \big[Rplus/0]_(i : I) (share i *
    (if m i == c i then (1 - ref i (m i)) / ref i (m i) else - (ref i (c i) / ref i (m i)))) in
  let u := (1 - P) / P in
  let w := (1 - Q) / Q in
  let A := sqrt ((\big[Rplus/0]_(i : I) (share i * (if m i == c i then 1 else 0))) * u) in
  let B := sqrt ((\big[Rplus/0]_(i : I) (share i * (if m i == c i then 0 else 1))) * w) in
  let peak := ln ((A * w - B * u) / (B - A)) in
  exists slope : R -> R,
    (forall t, is_derive accuracy t (slope t)) /\
    (0 < V -> M < 0 -> 0 < peak /\
       (forall t, t < peak -> 0 < slope t) /\ slope peak = 0 /\
       (forall t, peak < t -> slope t < 0)) /\
    (forall s t, 0 <= s -> s < t -> 0 < slope s -> slope t < 0 -> 0 < V /\ M < 0).
Proof.
move=> accuracy V M u w A B peak; exists (Course.slope share ref m c).
split; first exact: (Course.accuracy_derive share m c two_refs).
split; first exact: (TwoKinds.two_kinds_peak two_refs right_mass wrong_mass P_in01 Q_in01 right_gt0 wrong_gt0).
by move=> s t; exact: (TwoKinds.two_kinds_needed two_refs right_mass wrong_mass P_in01 Q_in01 right_gt0 wrong_gt0).
Qed.

End TwoKinds.

(* ------------------------------------------------------------------------ *)
(* The ceiling, and pass@n. C i holds the correct answers of problem i.      *)

Section Ceiling.

Variables (I A : finType) (share : I -> R) (C : I -> {set A}) (m : I -> A).

Hypothesis share_ge0 : forall i, 0 <= share i.

Theorem T38_ceiling (beta : R) (pi : I -> nat -> A -> R) (n : nat) :
  0 < beta ->
  (forall i a, 0 < pi i 0%N a) -> (forall i, \big[Rplus/0]_(a : A) pi i 0%N a = 1) ->
  (forall i k a, pi i k.+1 a = pi i k a * exp ((if a == m i then 1 else 0) / beta)
     / \big[Rplus/0]_(b : A) (pi i k b * exp ((if b == m i then 1 else 0) / beta))) ->
  (0 < n)%N ->
  is_lim_seq (fun k => \big[Rplus/0]_(i : I) (share i *
      (1 - (1 - \big[Rplus/0]_(a in C i) pi i k a) ^ n)))
    (\big[Rplus/0]_(i : I) (share i * (if m i \in C i then 1 else 0))).
Proof.
move=> beta_gt0 gt0 sum1 next n_gt0.
have starts i : Policy.policy (pi i 0%N) by split.
exact: (@Ceiling.ceiling _ _ share C beta pi m beta_gt0 starts (fun i => Examples.run_set1 (next i)) n n_gt0).
Qed.

Theorem T38_crossover (ref : I -> A -> R) :
  (forall i a, 0 < ref i a) -> (forall i, \big[Rplus/0]_(a : A) ref i a = 1) ->
  let pass n := \big[Rplus/0]_(i : I) (share i *
    (1 - (1 - \big[Rplus/0]_(a in C i) ref i a) ^ n)) in
  let end_accuracy := \big[Rplus/0]_(i : I) (share i * (if m i \in C i then 1 else 0)) in
  let solvable := \big[Rplus/0]_(i : I) (share i * (if C i == set0 then 0 else 1)) in
  (forall n, pass n <= pass n.+1) /\ is_lim_seq pass solvable /\
  (pass 1%N <= end_accuracy /\ end_accuracy < solvable <->
   exists n : nat, (0 < n)%N /\ forall j, end_accuracy < pass j <-> (n < j)%N).
Proof.
move=> gt0 sum1 pass end_accuracy solvable.
have refs i : Policy.policy (ref i) by split.
split; first exact: (Ceiling.pass_grows C share_ge0 refs).
split; first exact: (@Ceiling.pass_lim _ _ share C ref refs).
exact: (Ceiling.crossover C share_ge0 m refs).
Qed.

End Ceiling.

(* ------------------------------------------------------------------------ *)
(* Other rewards and other powers.                                           *)

(* a and b are the two most accepted answers, acc j the chance that the verdict
   on j is correct: reward accuracy ends rising or falling.                  *)
Theorem T45_verdicts_end (A : finType) (beta : R) (f acc : A -> R) (pi : nat -> A -> R) (a b : A) :
  0 < beta ->
  (forall j, 0 < pi 0%N j) -> \big[Rplus/0]_(j : A) pi 0%N j = 1 ->
  (forall k j, pi k.+1 j = pi k j * exp (f j / beta)
     / \big[Rplus/0]_(d : A) (pi k d * exp (f d / beta))) ->
  f b < f a -> (forall j, j != a -> j != b -> f j < f b) ->
  let reward_accuracy k := \big[Rplus/0]_(j : A) (pi k j * acc j) in
  (acc b < acc a ->
     exists K, forall k, (K <= k)%N -> reward_accuracy k < reward_accuracy k.+1) /\
  (acc a < acc b ->
     exists K, forall k, (K <= k)%N -> reward_accuracy k.+1 < reward_accuracy k).
Proof.
move=> beta_gt0 gt0 sum1 next second others ra; have start : Policy.policy (pi 0%N) by split.
split=> lt.
- exact: (Verifier.verdicts_rise beta_gt0 start next second others lt).
- exact: (Verifier.verdicts_fall beta_gt0 start next second others lt).
Qed.

(* Strategy true gives a wrong answer in training, strategy false scatters over n
   others; a test problem is solved by strategy true. The wrong label stays, and
   the mass of the strategy that solves the test problem tends to 1.          *)
Theorem T44_transfer (beta : R) (pi : nat -> bool -> R) (n : nat) :
  0 < beta -> (0 < n)%N ->
  (forall s, 0 < pi 0%N s) -> \big[Rplus/0]_(s : bool) pi 0%N s = 1 ->
  (forall k s, pi k.+1 s = pi k s * exp ((if s == true then 1 else 0) / beta)
     / \big[Rplus/0]_(d : bool) (pi k d * exp ((if d == true then 1 else 0) / beta))) ->
  pi 0%N false / INR n < pi 0%N true ->
  (forall k, pi k false / INR n < pi k true) /\ is_lim_seq (fun k => pi k true) 1.
Proof.
move=> beta_gt0 n_gt0 gt0 sum1 next.
exact: (Verifier.transfer beta_gt0 (conj gt0 sum1) n_gt0 (Examples.run_set1 next)).
Qed.

(* Leaves 0 and 1 begin with one token, leaf 2 with another. *)
Theorem T47_power_not_temperature : exists (pi : 'I_3 -> R) (y : 'I_3),
  let first (z : 'I_3) := (z < 2)%N in
  let root t := \big[Rplus/0]_(z : 'I_3 | first z == t) pi z in
  ((forall z, 0 < pi z) /\ \big[Rplus/0]_(z : 'I_3) pi z = 1) /\
  is_lim_seq (fun n => pi y ^ n / \big[Rplus/0]_(z : 'I_3) pi z ^ n) 1 /\
  is_lim_seq (fun n =>
    root (first y) ^ n / (\big[Rplus/0]_(t : bool) root t ^ n)
    * ((pi y / root (first y)) ^ n
       / \big[Rplus/0]_(z : 'I_3 | first z == first y) (pi z / root (first y)) ^ n)) 0.
Proof. exact: Verifier.power_not_temperature. Qed.
