(* Policies over a finite type of answers, and the exact mirror step.

   policy pi        == pi is positive and sums to 1
   mass pi M        == the probability of M (the paper's p_maj)
   vote M           == the majority-vote reward: 1 on M, 0 elsewhere
   mirror beta r pi == the maximiser of E r - beta KL(. || pi): each answer
                       weighted by exp(r/beta), then normalised (section 3.1)
   mirror_run M beta pi == a sequence of policies, each the mirror step of the
                       one before it, with the reward vote M: the reference
                       moves, and the majority stays M (A1)
   mirror_run_closed == such a run in closed form                             *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Policy.

Variable A : finType.
Implicit Types (pi r : A -> R) (M : {set A}) (beta : R).

Definition policy pi : Prop := (forall a, 0 < pi a) /\ \sum_(a : A) pi a = 1.

Definition mass pi M : R := \sum_(a in M) pi a.

Definition vote M (a : A) : R := if a \in M then 1 else 0.

Definition mirror beta r pi (a : A) : R :=
  pi a * exp (r a / beta) / \sum_(b : A) (pi b * exp (r b / beta)).

Definition mirror_run M beta (pi : nat -> A -> R) : Prop :=
  forall k a, pi k.+1 a = mirror beta (vote M) (pi k) a.

Lemma mass_gt0 pi M m : policy pi -> m \in M -> 0 < mass pi M.
Proof. by move=> [pi_gt0 _] m_in; exact: (sum_gt0 m_in). Qed.

Lemma mass_setC pi M : policy pi -> mass pi (~: M) = 1 - mass pi M.
Proof. by move=> [_ sum1]; move: sum1; rewrite (sum_setC M) /mass; lra. Qed.

Lemma mass_lt1 pi M w : policy pi -> w \notin M -> mass pi M < 1.
Proof.
move=> pi_policy w_out; have w_in : w \in ~: M by rewrite in_setC.
by have := mass_gt0 pi_policy w_in; rewrite mass_setC //; lra.
Qed.

Lemma mass_le1 pi M : policy pi -> mass pi M <= 1.
Proof.
move=> pi_policy; have := mass_setC M pi_policy.
suff: 0 <= mass pi (~: M) by lra.
by apply: sum_ge0 => a _; left; case: pi_policy => + _; exact.
Qed.

Lemma policy_le1 pi a : policy pi -> pi a <= 1.
Proof.
by move=> pi_policy; rewrite -(sum_set1 a pi); exact: (mass_le1 [set a]).
Qed.

Lemma policy_lt1 pi a b : policy pi -> a != b -> pi a < 1.
Proof.
move=> pi_policy neq; rewrite -(sum_set1 a pi).
by apply: (mass_lt1 (w := b)) => //; rewrite in_set1 eq_sym.
Qed.

Lemma partition_gt0 beta r pi (a : A) :
  policy pi -> 0 < \sum_(b : A) (pi b * exp (r b / beta)).
Proof.
move=> [pi_gt0 _]; apply: (sum_gt0 (b := a)) => // b _.
by apply: Rmult_lt_0_compat; [exact: pi_gt0|exact: exp_pos].
Qed.

Lemma mirror_policy beta r pi (m : A) : policy pi -> policy (mirror beta r pi).
Proof.
move=> pi_policy; have Z_gt0 := partition_gt0 beta r m pi_policy.
split=> [a|]; last by rewrite /mirror -sum_divr; field; lra.
apply: Rdiv_lt_0_compat => //; case: pi_policy => pi_gt0 _.
by apply: Rmult_lt_0_compat; [exact: pi_gt0|exact: exp_pos].
Qed.

Lemma run_policy M beta (pi : nat -> A -> R) (m : A) :
  policy (pi 0%N) -> mirror_run M beta pi -> forall k, policy (pi k).
Proof.
move=> pi0_policy run; elim=> [//|k pik_policy].
have [step_gt0 step_sum1] := mirror_policy beta (vote M) m pik_policy.
split=> [a|]; first by rewrite run; exact: step_gt0.
by rewrite -step_sum1; apply: eq_bigr => a _; exact: run.
Qed.

(* The partition function of the vote is that of a two-point distribution. *)
Lemma vote_partition M beta pi :
  policy pi ->
  \sum_(b : A) (pi b * exp (vote M b / beta)) =
  mass pi M * exp (1 / beta) + (1 - mass pi M).
Proof.
move=> pi_policy; rewrite (sum_setC M) -(mass_setC M pi_policy) /mass sum_distrl.
congr (_ + _); apply: eq_bigr => a; rewrite /vote ?in_setC.
- by move=> ->.
- by move/negbTE=> ->; rewrite /Rdiv Rmult_0_l exp_0 Rmult_1_r.
Qed.

Lemma two_point_gt0 x p : 0 < x -> 0 < p <= 1 -> 0 < p * x + (1 - p).
Proof. by move=> x_gt0 p01; have := Rmult_lt_0_compat p x; lra. Qed.

Lemma exp_step beta k :
  exp (INR k.+1 / beta) = exp (INR k / beta) * exp (1 / beta).
Proof. by rewrite -exp_plus S_INR; congr exp; rewrite /Rdiv; ring. Qed.

Lemma exp_0_div beta : exp (INR 0 / beta) = 1.
Proof. by rewrite /= /Rdiv Rmult_0_l exp_0. Qed.

(* D_k, the normaliser after k steps. *)
Definition spread M beta pi k : R :=
  mass pi M * exp (INR k / beta) + (1 - mass pi M).

Lemma spread_gt0 M beta pi m k :
  policy pi -> m \in M -> 0 < spread M beta pi k.
Proof.
move=> pi_policy m_in; apply: two_point_gt0; first exact: exp_pos.
by split; [exact: (mass_gt0 _ m_in)|exact: mass_le1].
Qed.

Lemma mirror_run_closed M beta (pi : nat -> A -> R) m :
  policy (pi 0%N) -> mirror_run M beta pi -> m \in M -> forall k a,
  pi k a = pi 0%N a * (if a \in M then exp (INR k / beta) else 1)
           / spread M beta (pi 0%N) k.
Proof.
move=> pi0_policy run m_in; elim=> [a|k closed_k a].
  by rewrite /spread exp_0_div; case: (a \in M); field; lra.
have D_gt0 := spread_gt0 beta k pi0_policy m_in.
have D'_gt0 := spread_gt0 beta k.+1 pi0_policy m_in.
have mass_k : mass (pi k) M = mass (pi 0%N) M * exp (INR k / beta)
                              / spread M beta (pi 0%N) k.
  rewrite [LHS](_ : _ = \sum_(b in M) (pi 0%N b *
    (exp (INR k / beta) / spread M beta (pi 0%N) k))).
    by rewrite -sum_distrl /mass; field; lra.
  by apply: eq_bigr => b b_in; rewrite closed_k b_in; field; lra.
rewrite run /mirror vote_partition ?mass_k; last exact: (run_policy m pi0_policy run).
have -> : mass (pi 0%N) M * exp (INR k / beta) / spread M beta (pi 0%N) k
          * exp (1 / beta)
          + (1 - mass (pi 0%N) M * exp (INR k / beta) / spread M beta (pi 0%N) k)
          = spread M beta (pi 0%N) k.+1 / spread M beta (pi 0%N) k.
  by move: D_gt0; rewrite /spread exp_step => D_gt0; field; lra.
rewrite closed_k /vote exp_step; case: (a \in M); first by field; lra.
by rewrite [0 / beta]/Rdiv Rmult_0_l exp_0; field; lra.
Qed.

Lemma mirror_run_mass M beta (pi : nat -> A -> R) m :
  policy (pi 0%N) -> mirror_run M beta pi -> m \in M -> forall k,
  mass (pi k) M =
  mass (pi 0%N) M * exp (INR k / beta) / spread M beta (pi 0%N) k.
Proof.
move=> pi0_policy run m_in k; have D_gt0 := spread_gt0 beta k pi0_policy m_in.
rewrite {1 2}/mass sum_distrl sum_divr; apply: eq_bigr => a a_in.
by rewrite (mirror_run_closed pi0_policy run m_in) a_in.
Qed.

End Policy.
