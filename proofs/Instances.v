(* Policies that meet the hypotheses of the theorems on votes, powers, trees,
   whole steps and populations.

   repeat_step        == the run of a given step from a given policy
   ordered_exists     == T28, T29, T30, T9, T14, T15, T19b, T24: a policy with a
                         strict mode, a strict second and a least answer
   moving_exists, fixed_log_exists == T14, T15
   two_tokens         == the trajectories of T21's example, and its lemmas
   prior_forgotten    == T21: its first token goes from 9/10 to 0
   tree_exists        == T21: minus the entropy of the state as
                         the value; the prior gives 9/10 to the other state
   comonotone_exists  == T26, T37: the reward is the policy itself
   shares_exist       == T6: every share is 1
   crowd_exists       == T35: a right problem (3/4) and a wrong one (21/40)    *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Progress Counterexamples FixedReference.
From Sharpening Require Import Comonotone Order Powers Entropy Population Examples.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Fixpoint repeat_step (A : Type) (next : (A -> R) -> A -> R) (pi0 : A -> R) (k : nat) : A -> R :=
  if k is j.+1 then next (repeat_step next pi0 j) else pi0.

Example ordered_exists : exists (pi : 'I_3 -> R) (m s l : 'I_3),
  policy pi /\ (forall j, j != m -> pi j < pi m) /\ s != m /\
  (forall j, j != m -> pi j <= pi s) /\ pi s < pi m /\ (forall j, pi l <= pi j <= pi m).
Proof.
exists (third (5 / 10) (3 / 10) (2 / 10)), ord0, (lift ord0 ord0), (lift ord0 (lift ord0 ord0)).
split; first by apply: third_policy; lra.
split; first by case=> [[|[|[|j]]] j_lt] //= _; rewrite /third /=; lra.
split=> //; split; first by case=> [[|[|[|j]]] j_lt] //= _; rewrite /third /=; lra.
split; first by rewrite /third /=; lra.
by case=> [[|[|[|j]]] j_lt] //=; rewrite /third /=; lra.
Qed.

Example moving_exists : exists pi : nat -> bool -> R,
  policy (pi 0%N) /\
  forall k a, pi k.+1 a = mirror 1 (fun b => ln (pi k b)) (pi k) a.
Proof.
exists (repeat_step (fun q => mirror 1 (fun b => ln (q b)) q) start).
by split; first exact: start_policy.
Qed.

Example fixed_log_exists : exists pi : nat -> bool -> R,
  policy (pi 0%N) /\
  forall k a, pi k.+1 a = mirror 1 (fun b => ln (pi k b)) (pi 0%N) a.
Proof.
exists (repeat_step (fun q => mirror 1 (fun b => ln (q b)) start) start).
by split; first exact: start_policy.
Qed.

(* The first token is true with probability 9/10. After true the second is
   even; after false it is nearly certain. *)
Definition two_tokens (y : bool * bool) : R :=
  coin (9 / 10) y.1 * coin (if y.1 then / 2 else 9 / 10) y.2.

Lemma sum_pairs (f : bool * bool -> R) :
  \sum_(y : bool * bool) f y
  = f (true, true) + f (true, false) + (f (false, true) + f (false, false)).
Proof.
rewrite -!(sum_bool (fun b => f (_, b))) -(sum_bool (fun a => \sum_(b : bool) f (a, b))).
by rewrite pair_big; apply: eq_bigr => -[].
Qed.

Lemma two_tokens_policy : policy two_tokens.
Proof.
split; first by case=> -[] []; rewrite /two_tokens /coin /=; lra.
by rewrite sum_pairs /two_tokens /coin /=; lra.
Qed.

Lemma two_tokens_leaf a : leaf two_tokens a = coin (if a then / 2 else 9 / 10).
Proof.
apply: FunctionalExtensionality.functional_extensionality => b.
by rewrite /leaf /root sum_bool /two_tokens /coin; case: a; case: b => /=; field.
Qed.

Lemma state_values :
  - entropy (leaf two_tokens true) < - entropy (leaf two_tokens false).
Proof.
rewrite !two_tokens_leaf; have := @entropy_fair (9 / 10) ltac:(lra) ltac:(lra); lra.
Qed.

Example tree_exists : exists pi : nat -> bool * bool -> R,
  policy (pi 0%N) /\ root (pi 0%N) true = 9 / 10 /\
  (forall k y, pi k.+1 y
    = mirror 1 (tree_reward (fun q => - entropy q) (fun q => - entropy q) (pi k)) (pi k) y) /\
  (forall a, a != false -> - entropy (leaf (pi 0%N) a) < - entropy (leaf (pi 0%N) false)).
Proof.
exists (repeat_step (fun q => mirror 1 (tree_reward (fun q => - entropy q) (fun q => - entropy q) q) q) two_tokens).
split; first exact: two_tokens_policy.
split; first by rewrite /root sum_bool /= /two_tokens /coin /=; lra.
by split=> // -[] // _; exact: state_values.
Qed.

(* It starts on true with 9/10, and ends on false. *)
Theorem prior_forgotten : exists pi : nat -> bool * bool -> R,
  policy (pi 0%N) /\ root (pi 0%N) true = 9 / 10 /\
  (forall k y, pi k.+1 y
    = mirror 1 (tree_reward (fun q => - entropy q) (fun q => - entropy q) (pi k)) (pi k) y) /\
  is_lim_seq (fun k => root (pi k) true) 0.
Proof.
have [pi [pi0_policy [prior [run best]]]] := tree_exists; exists pi.
split=> //; split=> //; split=> //.
have := @tree_lim _ _ 1 _ (fun q : bool -> R => - entropy q) pi Rlt_0_1 pi0_policy run (true, true) false best true.
by [].
Qed.

Example comonotone_exists : exists (pi r : nat -> bool -> R),
  policy (pi 0%N) /\ (forall k a, pi k.+1 a = mirror 1 (r k) (pi k) a) /\
  (forall k, comonotone (pi k) (r k)).
Proof.
pose pi := repeat_step (fun q => mirror 1 q q) start; exists pi, pi.
split; first exact: start_policy.
by split=> // k a b; exact: Rle_0_sqr.
Qed.

Example shares_exist : exists pi : nat -> bool -> R,
  let p k := mass (pi k) only_true in
  (forall k, policy (pi k)) /\
  (forall k, p k.+1 = p k + 1 * (step (exp (1 / 1)) (p k) - p k)).
Proof.
have [pi [pol [progress _]]] := progress_exists; exists pi; split=> // k.
by rewrite progress; ring.
Qed.

Example crowd_exists : exists (beta : R) (share : bool -> R) (pi : bool -> nat -> bool -> R)
    (m c : bool -> bool) (level : R),
  0 < beta /\ (forall i, 0 <= share i) /\ (forall i, policy (pi i 0%N)) /\
  (forall i, mirror_run [set m i] beta (pi i)) /\ 0 < level <= 1 /\
  (forall i, m i = c i -> level <= pi i 0%N (m i)) /\
  (forall i, m i <> c i -> pi i 0%N (m i) <= level) /\
  accuracy share pi c 0 < accuracy share pi c 1 /\ moment share pi m c < 0.
Proof.
have ln2_gt0 := ln2_gt; pose beta := / ln 2.
have beta_gt0 : 0 < beta by apply: Rinv_0_lt_compat; lra.
have weight : exp (1 / beta) = 2.
  by rewrite /beta /Rdiv Rinv_inv Rmult_1_l exp_ln; lra.
pose p0 (i : bool) := if i then 3 / 4 else 21 / 40.
exists beta, (fun i => if i then 7 / 10 else 3 / 10).
exists (fun i => iterate [set true] beta (coin (p0 i))), (fun=> true), id, (7 / 10).
split=> //; split; first by case; lra.
split; first by case; apply: coin_policy; rewrite /p0; lra.
split; first by move=> i k a.
split; first lra.
split; first by case=> // _; rewrite /= /coin /p0; lra.
split; first by case=> // _; rewrite /= /coin /p0; lra.
split; last by rewrite /moment !sum_bool /= /coin /p0; lra.
rewrite /accuracy !sum_bool /= /mirror !sum_bool /vote !in_set1 /= weight.
by rewrite [0 / beta]/Rdiv Rmult_0_l exp_0 /coin /p0; lra.
Qed.
